// What stands under an item of the main navigation closes by Escape, and when the reader is done with it.

export function mount(root) {
  const button = root.querySelector("summary")
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !root.open) return
    event.stopPropagation()
    root.open = false
    button.focus()
  })
  root.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !root.contains(event.relatedTarget)) root.open = false
  })
  document.addEventListener("click", (event) => {
    if (!root.contains(event.target)) root.open = false
  })
}
