// Gives every element with data-module its script: at once, when it comes into view (data-when="visible") at its first
// use (data-when="use") or with the focus (data-when="focus"). Nothing here is needed to read: without scripts each of them is a link or a form.

const modules = {
  consent: () => import("./reader/consent.js"),
  contents: () => import("./reader/contents.js"),
  drawer: () => import("./reader/drawer.js"),
  gallery: () => import("./reader/gallery.js"),
  kept: () => import("./reader/kept.js"),
  more: () => import("./reader/more.js"),
  notifications: () => import("./reader/notifications.js"),
  readers: () => import("./reader/readers.js"),
  reading_bar: () => import("./reader/reading_bar.js"),
  save: () => import("./reader/save.js"),
  saved: () => import("./reader/saved.js"),
  search: () => import("./reader/search.js"),
  settings: () => import("./reader/settings.js"),
  share: () => import("./reader/share.js"),
  sign_in: () => import("./reader/sign_in.js"),
  submenu: () => import("./reader/submenu.js"),
  suggestions: () => import("./reader/suggestions.js"),
  video: () => import("./reader/video.js"),
}

async function start(element) {
  if (element.dataset.started) return
  element.dataset.started = ""
  const module = await modules[element.dataset.module]()
  module.mount(element)
}

const inView = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue
      inView.unobserve(target)
      start(target)
    }
  },
  { rootMargin: "200px" },
)

// The script comes while the finger is still on its way; the first click waits for it and is then given again.
function startWhenUsed(element) {
  const load = () => modules[element.dataset.module]()
  element.addEventListener("pointerover", load, { once: true, passive: true })
  element.addEventListener("focusin", load, { once: true })
  element.addEventListener("click", async function first(event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    element.removeEventListener("click", first, true)
    event.preventDefault()
    event.stopPropagation()
    await start(element)
    event.target.click()
  }, true)
}

// Also for what a script puts into the page later.
export function mount(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    if (element.dataset.when === "use") startWhenUsed(element)
    else if (element.dataset.when === "visible") inView.observe(element)
    else if (element.dataset.when === "focus") element.addEventListener("focusin", () => start(element), { once: true })
    else start(element)
  }
}

document.addEventListener("added", (event) => mount(event.target))
mount(document)

// Keeps pages for times without a connection: where browsers allow it, once the page itself is there.
const { worker } = document.body.dataset
if (worker) addEventListener("load", () => navigator.serviceWorker?.register(worker).catch(() => {}))

// Pages are the same for everyone. Who is signed in has this cookie, which holds nothing, and one request more.
if (/(^|; )signed_in=/.test(document.cookie)) {
  const account = await import("./reader/account.js")
  account.mount(document)
}
