// Opens the dialog of links, which is fetched when the cursor first comes into the text.

export const fetched = () => import("./body_link_put.js")

// What is typed before the dialog is there belongs into it.
export const put = async (what, editor, options) => {
  let typed = ""
  const hold = (event) => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return
    typed += event.key
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener("keydown", hold, { capture: true })
  const puts = await fetched().finally(() => window.removeEventListener("keydown", hold, { capture: true }))
  await puts[what](editor, { ...options, typed })
}
