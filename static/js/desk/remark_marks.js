// Marks in the text what open remarks are about, and leads from a remark to its words. The text itself stays as it is.

import { start } from "./remark_note.js";
import { sought, typed, written } from "./remark_places.js";

const NAMES = ["headline", "standfirst", "body"]
let form, inBlocks, timer
let marks = []

const rangeOf = ([[first, start], [last, end]]) => {
  if (first.form) return null
  const range = new Range()
  range.setStart(first, start)
  range.setEnd(last, end + 1)
  return range
}

const textsOf = (root) => {
  const texts = { body: root && written(root, inBlocks) }
  for (const name of ["headline", "standfirst"]) if (form.elements[name]) texts[name] = typed(form.elements[name])
  return texts
}

const mark = () => {
  const root = form.querySelector(".ProseMirror")
  const texts = textsOf(root)
  marks = [...form.querySelectorAll("[data-quote]")].map((quote) => {
    const names = quote.dataset.field ? [quote.dataset.field] : NAMES
    const places = names.map((name) => texts[name] && sought(quote.textContent, quote.dataset, texts[name]))
    const found = places.find(Boolean)
    const remark = quote.closest("li")
    if (root) quote.parentElement.classList.toggle("desk-lost", !found)
    return { quote, remark, found, range: found && rangeOf(found), isOpen: !remark.matches(".desk-remark-settled") }
  })
  const open = marks.filter(({ found, isOpen }) => found && isOpen)
  for (const name of NAMES) {
    const field = form.elements[name]
    field?.classList.toggle("desk-remarked", open.some(({ found }) => found[0][0] === field))
  }
  globalThis.CSS.highlights?.set("remarks", new Highlight(...open.map(({ range }) => range).filter(Boolean)))
}

const toWords = ({ found: [[first, start], [last, end]] }) => {
  const place = first.form ? first : first.parentElement
  place.scrollIntoView({ block: "center" })
  if (first.form) {
    first.focus({ preventScroll: true })
    first.setSelectionRange(start, end + 1)
    return
  }
  // Said to the editor itself: what is only selected in the page, it may undo as it gets the focus.
  const { commands, view } = form.querySelector(".ProseMirror").editor
  commands.setTextSelection({ from: view.posAtDOM(first, start), to: view.posAtDOM(last, end + 1) })
  view.focus()
}

const begin = () => {
  start(form, () => marks)
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(mark, 300)
  }
  const changes = { childList: true, characterData: true, subtree: true }
  new MutationObserver(later).observe(form.querySelector(".field-body"), changes)
  form.addEventListener("input", later)
  form.addEventListener("click", (event) => {
    const pressed = marks.find(({ quote, found }) => found && quote === event.target.closest("[data-quote]"))
    if (pressed) toWords(pressed)
  })
}

// Again each time that the panel was renewed.
export const draw = (theForm, blocks) => {
  if (!form) {
    [form, inBlocks] = [theForm, blocks]
    begin()
  }
  mark()
}
