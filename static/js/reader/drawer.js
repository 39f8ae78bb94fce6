// The menu of small windows as a dialog: Escape, a click beside it and its own button close it, and the focus returns.
import { place } from "./panel.js";

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
  // A panel opens after the drawer is gone, which would keep everything else from being used; it belongs to the menu
  // button then, and is read from its first choice on.
  function hand(panel) {
    root.focus()
    panel.showPopover({ source: root })
    place(panel, root)
    panel.querySelector(":checked, a, button")?.focus()
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
    event.preventDefault()
    drawer.close()
    const panel = document.getElementById(pressed?.getAttribute("popovertarget"))
    if (panel) hand(panel)
  })
  drawer.addEventListener("close", () => root.setAttribute("aria-expanded", "false"))
  // Turned or widened, the window shows the whole navigation again.
  matchMedia("(min-width: 56rem)").addEventListener("change", () => drawer.close())
}
