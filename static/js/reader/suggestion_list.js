// Draws the list of suggestions, with what was typed marked in it; all words are text, never HTML.

export function fill(list, lines, words) {
  list.replaceChildren(...lines.map((line, place) => option(line, words, `${list.id}-${place}`)))
}

function option({ text, address }, words, id) {
  const item = document.createElement("li")
  item.id = id
  item.role = "option"
  item.ariaSelected = "false"
  item.dataset.address = address
  item.append(...marked(text, words))
  // Before the field loses the focus, which would close the list under the finger.
  item.addEventListener("pointerdown", (event) => event.preventDefault())
  item.addEventListener("click", () => location.assign(address))
  return item
}

// Where a word of the text begins with one of the words.
function marked(text, words) {
  const typed = words.split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${typed.join("|")})`, "giu")
  return text.split(pattern).map((part, place) => {
    if (place % 2 === 0) return part
    const mark = document.createElement("mark")
    mark.textContent = part
    return mark
  })
}
