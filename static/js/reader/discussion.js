// What scripts add to a discussion. Each part is a module of its own, and those for members come only for them.
const parts = [() => import("./new_comments.js"), () => import("./quote.js"), () => import("./collapse.js")]
const isMember = () => /(^|; )signed_in=/.test(document.cookie)

export function mount(thread) {
  const marks = (wanted) => import("./marks.js").then((module) => module.show(thread, wanted)).catch(() => {})
  let wanted = null

  const started = start(thread)
  if (isMember()) marks()

  thread.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-recommend]")
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || isMember()) return
    const signIn = document.querySelector("[data-module=sign_in]")
    if (!signIn) return
    event.preventDefault()
    wanted = link
    document.getElementById("sign-in").addEventListener("close", () => (wanted = null), { once: true })
    signIn.click()
  })
  document.addEventListener("signed-in", () => marks(wanted))
  document.addEventListener("signed-out", () => import("./marks.js").then((module) => module.hide()).catch(() => {}))
  thread.addEventListener("added", () => isMember() && marks())
  return started
}

async function start(thread) {
  for (const load of parts) (await load().catch(() => null))?.mount(thread)
}
