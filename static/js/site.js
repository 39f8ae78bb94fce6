// Gives every element with data-module its script: at once, or, as data-when says, when it comes into view ("visible"), with the
// focus ("focus"), when something in it is marked ("select"), at the first click ("use"), or when a button is about to open it
// ("open"). Without scripts each is a link or a form.
const modules = {
  account: () => import("./reader/account.js"),
  consent: () => import("./reader/consent.js"),
  contents: () => import("./reader/contents.js"),
  errors: () => import("./reader/errors.js"),
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
  if ("started" in element.dataset) return
  element.dataset.started = ""
  const load = modules[element.dataset.module] ?? (await import("./account/modules.js")).find(element)
  const module = await load().catch((error) => {
    delete element.dataset.started
    throw error
  })
  await module.mount(element)
  element.dataset.started = "yes"
}

const inView = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => isIntersecting && start(target)), { rootMargin: "200px" })

const starts = {
  now: start,
  visible: (element) => inView.observe(element),
  select: (element) => document.addEventListener("selectionchange", () => element.contains(getSelection().anchorNode) && start(element)),
  focus: (element) => element.addEventListener("focusin", () => start(element), { once: true }),
  // Who is signed in has this cookie, and who was, something of theirs in this browser.
  member: (element) => !document.hidden && (/(^|; )signed_in=/.test(document.cookie) || document.documentElement.dataset.member) && start(element),
  open(panel) {
    for (const button of document.querySelectorAll(`[popovertarget="${panel.id}"]`)) {
      for (const kind of ["pointerover", "focusin", "click"]) button.addEventListener(kind, () => start(panel), { once: true })
    }
    panel.onchange = ({ target }) => (target.dataset.chosen = "")
    addEventListener("storage", () => start(panel), { once: true })
  },
  // The first click waits for the script and is then given again; if none came, link and form do what they do without.
  use(element) {
    const load = () => modules[element.dataset.module]().catch(() => {})
    for (const kind of ["pointerover", "focusin"]) element.addEventListener(kind, load, { once: true, passive: true })
    element.addEventListener("click", async function first(event) {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      element.removeEventListener("click", first, true)
      event.preventDefault()
      event.stopPropagation()
      await start(element).catch(() => {})
      event.target.click()
    }, true)
  },
}

// Also for what a script puts into the page later.
export function mount(root) {
  for (const element of root.querySelectorAll("[data-module]")) starts[element.dataset.when ?? "now"](element)
}

document.addEventListener("added", (event) => mount(event.target))
mount(document)
for (const kind of ["pageshow", "visibilitychange"]) addEventListener(kind, () => starts.member(document.body))

// Keeps pages for times without a connection: where browsers allow it, once the page itself is there.
if (document.body.dataset.worker) addEventListener("load", () => navigator.serviceWorker?.register(document.body.dataset.worker).catch(() => {}))
