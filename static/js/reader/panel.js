// A panel (an element with the popover attribute) that buttons of a page open: it comes under the one pressed.
// Closing, Escape and a click beside it are the browser's work; so is giving the focus back.

export function attach(panel, buttons = [...document.querySelectorAll(`[popovertarget="${panel.id}"]`)]) {
  let opener
  for (const button of buttons) {
    button.setAttribute("aria-expanded", "false")
    button.setAttribute("aria-controls", panel.id)
    button.addEventListener("click", () => (opener = button))
  }
  panel.addEventListener("toggle", ({ newState }) => {
    opener?.setAttribute("aria-expanded", String(newState === "open"))
    if (newState === "open" && opener?.checkVisibility()) place(panel, opener)
  })
  // On touch screens the click can come before the script that it brings along; the drawer places panels itself.
  if (!panel.matches(":popover-open") || panel.style.inset) return
  opener = document.activeElement?.closest("[popovertarget]") ?? buttons.find((button) => button.checkVisibility())
  opener?.setAttribute("aria-expanded", "true")
  if (opener) place(panel, opener)
}

// Inside the window, and ending with the button where that stands in its far half.
export function place(panel, opener) {
  const { clientWidth, clientHeight } = document.documentElement
  const button = opener.getBoundingClientRect()
  const wanted = button.left > clientWidth / 2 ? button.right - panel.offsetWidth : button.left
  const left = Math.max(8, Math.min(wanted, clientWidth - panel.offsetWidth - 8))
  const below = button.bottom + 4
  const top = below + panel.offsetHeight > clientHeight ? Math.max(8, button.top - panel.offsetHeight - 4) : below
  panel.style.inset = `${top}px auto auto ${left}px`
}
