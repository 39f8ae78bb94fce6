// Quotes the comment that is answered, or what was selected in it, into the form.

export function mount(thread) {
  const button = thread.querySelector("[data-quote]")
  if (!button) return
  const form = button.closest("form")
  let selected = ""
  button.hidden = false

  // Before the click: by then the selection may be gone.
  thread.addEventListener("pointerdown", ({ target }) => {
    const comment = target.closest("[data-reply]")?.closest(".comment")
    if (comment) selected = selectedIn(comment.querySelector(".text"))
  })
  button.addEventListener("click", () => {
    const comment = document.getElementById(`comment-${form.elements.reply_to.value}`)
    const { text } = form.elements
    const words = selected || comment?.querySelector(".text")?.innerText || ""
    const lines = words.trim().split("\n").map((line) => `> ${line}`.trimEnd())
    text.value = `${lines.join("\n")}\n\n${text.value}`
    text.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }))
    text.focus()
  })
}

function selectedIn(text) {
  const selection = getSelection()
  const isInside = text && text.contains(selection.anchorNode) && text.contains(selection.focusNode)
  return isInside ? selection.toString() : ""
}
