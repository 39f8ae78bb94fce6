// A button on each comment that folds it, with all replies to it. Nothing of it is kept.

export function mount(thread) {
  const template = thread.querySelector("template[data-collapse]")
  if (!template) return

  function add(root) {
    for (const header of root.querySelectorAll(".comment-header")) {
      if (!header.querySelector("[data-fold]")) header.append(template.content.cloneNode(true))
    }
  }

  thread.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-fold]")
    if (!button) return
    const isOpen = button.ariaExpanded === "true"
    button.ariaExpanded = !isOpen
    button.closest("li").toggleAttribute("data-folded", isOpen)
  })
  thread.addEventListener("added", () => add(thread))
  add(thread)
}
