// What scripts add to a discussion. Each part is a module of its own, and those for members come only for them.
import { mount as collapse } from "./collapse.js";
import { mount as quote } from "./quote.js";
import { mount as watch } from "./new_comments.js";

const isMember = () => /(^|; )signed_in=/.test(document.cookie)

export function mount(thread) {
  const marks = (wanted) => import("./marks.js").then((module) => module.show(thread, wanted)).catch(() => {})
  let wanted = null

  collapse(thread)
  quote(thread)
  if (thread.dataset.changes) watch(thread)
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
}
