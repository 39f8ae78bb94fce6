// The link to the search page opens a field under the masthead instead.

export function mount(root) {
  const panel = document.getElementById(root.getAttribute("aria-controls"))
  const field = panel.querySelector("input")
  root.setAttribute("role", "button")
  root.setAttribute("aria-expanded", "false")

  function show(isOpen) {
    panel.hidden = !isOpen
    root.setAttribute("aria-expanded", String(isOpen))
    if (isOpen) field.focus()
    else root.focus()
  }
  root.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    show(panel.hidden)
  })
  root.addEventListener("keydown", (event) => {
    if (event.key !== " ") return
    event.preventDefault()
    show(panel.hidden)
  })
  // The list of suggestions takes the first Escape for itself.
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) show(false)
  })
}
