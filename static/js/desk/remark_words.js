// Which words of the headline, the standfirst or the text are selected.

export const BLOCKS = "p, h2, h3, h4, h5, h6, li, dd, dt, figcaption, caption, td, th, pre, summary"
export const plain = (text) => text.replaceAll("\u00ad", "").replace(/\s+/g, " ").trim()

// The words of the first paragraph that is selected, and the field they stand in.
export const selected = () => {
  const field = document.activeElement
  if (field?.matches?.("#id_headline, #id_standfirst")) {
    const quote = plain(field.value.slice(field.selectionStart, field.selectionEnd))
    return quote && { quote, name: field.name, box: field.getBoundingClientRect() }
  }
  const selection = document.getSelection()
  const start = selection.rangeCount ? selection.getRangeAt(0).startContainer : null
  const block = (start?.parentElement ?? start)?.closest?.(BLOCKS)
  if (!block?.closest("#article_form .ProseMirror")) return null
  const range = selection.getRangeAt(0).cloneRange()
  if (!block.contains(range.endContainer)) range.setEndAfter(block.lastChild)
  const quote = plain(range.toString())
  return quote && { quote, name: "body", box: range.getBoundingClientRect() }
}
