// Opens the dialog of links, which is fetched when the cursor first comes into the text.

export const fetched = () => import("./body_link_put.js")

const LONGEST = 5000 // that keys wait for it

// What is typed before the dialog is there belongs into it; where it never comes, into the text.
export const put = async (what, editor, options) => {
  let typed = ""
  const hold = (event) => {
    const isBack = event.key === "Backspace"
    if ((event.key.length > 1 && !isBack) || event.ctrlKey || event.metaKey || event.altKey) return
    typed = isBack ? typed.slice(0, -1) : typed + event.key
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  addEventListener("keydown", hold, true)
  const tooLate = new Promise((_, reject) => setTimeout(reject, LONGEST, new Error(what)))
  const puts = await Promise.race([fetched(), tooLate])
    .catch((error) => {
      const { state, view } = editor
      if (typed) view.dispatch(state.tr.insertText(typed, state.selection.to))
      throw error // lost.js says so
    })
    .finally(() => removeEventListener("keydown", hold, true))
  await puts[what](editor, { ...options, typed })
}
