// The menu of small windows as a dialog: Escape, a click beside it and its own button close it, and the focus returns.

export function mount(root) {
  const drawer = document.querySelector(root.hash)
  root.setAttribute("role", "button")
  root.setAttribute("aria-haspopup", "dialog")
  root.setAttribute("aria-controls", drawer.id)
  root.setAttribute("aria-expanded", "false")

  function open() {
    drawer.showModal()
    root.setAttribute("aria-expanded", "true")
  }
  root.addEventListener("click", (event) => {
    event.preventDefault()
    open()
  })
  root.addEventListener("keydown", (event) => {
    if (event.key !== " ") return
    event.preventDefault()
    open()
  })
  drawer.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-close], [popovertarget]")
    if (event.target !== drawer && !pressed) return
    // A panel opens after the drawer is gone, which would keep everything else from being used.
    if (!pressed?.hasAttribute("popovertarget")) event.preventDefault()
    drawer.close()
  })
  drawer.addEventListener("close", () => root.setAttribute("aria-expanded", "false"))
  // Turned or widened, the window shows the whole navigation again.
  matchMedia("(min-width: 56rem)").addEventListener("change", () => drawer.close())
}
