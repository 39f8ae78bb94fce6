// A panel (an element with the popover attribute) right under the link that opens it, inside the window.

export function place(panel, opener) {
  const button = opener.getBoundingClientRect()
  const room = document.documentElement.clientWidth - panel.offsetWidth - 8
  const left = Math.max(8, Math.min(button.right - panel.offsetWidth, room))
  panel.style.inset = `${button.bottom + scrollY + 4}px auto auto ${left + scrollX}px`
}

// Closing, Escape and a click beside it are the browser's work; so is giving the focus back.
export function attach(panel, opener) {
  opener.setAttribute("aria-expanded", "false")
  opener.setAttribute("aria-controls", panel.id)
  panel.addEventListener("toggle", (event) => {
    const isOpen = event.newState === "open"
    opener.setAttribute("aria-expanded", String(isOpen))
    if (isOpen) place(panel, opener)
  })
}
