// Which words of the headline, the standfirst or the text are selected.

export const BLOCKS = "p, h2, h3, h4, h5, h6, li, dd, dt, figcaption, caption, td, th, pre, summary"
export const plain = (text) => text.replaceAll("\u00ad", "").replace(/\s+/g, " ").trim()

// The words of the first paragraph that is selected, the field they stand in, and what stands around them.
export const selected = () => {
  const field = document.activeElement
  if (field?.matches?.("#id_headline, #id_standfirst")) {
    const { value, selectionStart: start, selectionEnd: end } = field
    const quote = plain(value.slice(start, end))
    const around = () => [value.slice(0, start), value.slice(end)]
    return quote && { quote, name: field.name, box: field.getBoundingClientRect(), around }
  }
  const selection = document.getSelection()
  const start = selection.rangeCount ? selection.getRangeAt(0).startContainer : null
  const block = (start?.parentElement ?? start)?.closest?.(BLOCKS)
  const text = block?.closest("#article_form .ProseMirror")
  if (!text) return null
  const range = selection.getRangeAt(0).cloneRange()
  if (!block.contains(range.endContainer)) range.setEndAfter(block.lastChild)
  const quote = plain(range.toString())
  const around = () => {
    const [before, after] = [range.cloneRange(), range.cloneRange()]
    before.collapse(true)
    before.setStart(text, 0)
    after.collapse(false)
    after.setEnd(text, text.childNodes.length)
    return [`${before}`, `${after}`]
  }
  return quote && { quote, name: "body", box: range.getBoundingClientRect(), around }
}
