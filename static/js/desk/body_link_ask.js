// Opens the dialog of links, which is fetched when the cursor first comes into the text.

export const fetched = () => import("./body_link_dialog.js")

// What is typed before the dialog is there belongs into it.
export const askForLink = async (editor, options) => {
  let typed = ""
  const hold = (event) => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return
    typed += event.key
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener("keydown", hold, { capture: true })
  const dialog = await fetched().finally(() => window.removeEventListener("keydown", hold, { capture: true }))
  return dialog.askForLink(editor, { ...options, typed })
}
