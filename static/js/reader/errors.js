// Offers to report an error in the words of the article that somebody has marked. Below it there is a link without scripts.

const LONGEST = 500 // characters, as in comments/article_errors.py
const SETTLES = 200 // milliseconds in which a selection still grows

export function mount(article) {
  const text = article.querySelector(".e-content")
  const tool = article.querySelector("[data-error-tool]")
  let timer

  function look() {
    const words = marked(text)
    tool.hidden = !words
    if (!words) return
    tool.search = new URLSearchParams({ quote: words })
    const last = [...getSelection().getRangeAt(0).getClientRects()].at(-1)
    if (!last) return
    const { top, left, width } = article.getBoundingClientRect()
    tool.style.insetBlockStart = `${last.bottom - top + 8}px`
    tool.style.insetInlineStart = `${Math.max(0, Math.min(last.left - left, width - tool.offsetWidth))}px`
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(timer)
    timer = setTimeout(look, SETTLES)
  })
  look()
}

// Of several paragraphs the first: that is where it is looked for.
function marked(text) {
  const selection = getSelection()
  if (selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return ""
  return selection.toString().trim().split(/\s*\n\s*/)[0].slice(0, LONGEST)
}
