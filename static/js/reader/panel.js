// A panel (an element with the popover attribute) that several buttons of a page open: it comes under the one pressed.
// Closing, Escape and a click beside it are the browser's work; so is giving the focus back.

export function attach(panel) {
  const buttons = [...document.querySelectorAll(`[popovertarget="${panel.id}"]`)]
  let opener
  for (const button of buttons) {
    button.setAttribute("aria-expanded", "false")
    button.setAttribute("aria-controls", panel.id)
    button.addEventListener("click", () => (opener = button))
  }
  panel.addEventListener("toggle", ({ newState }) => {
    opener?.setAttribute("aria-expanded", String(newState === "open"))
    if (newState === "open" && opener) place(panel, opener.getBoundingClientRect())
  })
  // On touch screens the click can come before the script that it brings along.
  if (!panel.matches(":popover-open")) return
  opener = document.activeElement?.closest("[popovertarget]") ?? buttons.find((button) => button.checkVisibility())
  opener?.setAttribute("aria-expanded", "true")
  if (opener) place(panel, opener.getBoundingClientRect())
}

function place(panel, button) {
  const { clientWidth, clientHeight } = document.documentElement
  const left = Math.max(8, Math.min(button.left, clientWidth - panel.offsetWidth - 8))
  const below = button.bottom + 4
  const top = below + panel.offsetHeight > clientHeight ? Math.max(8, button.top - panel.offsetHeight - 4) : below
  panel.style.inset = `${top}px auto auto ${left}px`
}
