// While the caret is in words that somebody remarked on: what was said, below them. Pressed, it leads there.

const lineOf = (said) => {
  const line = document.createElement("span")
  line.textContent = said.textContent
  return line
}

export const start = (form, marks) => {
  let meant = null
  const note = Object.assign(document.createElement("button"), { type: "button", className: "desk-remark-note" })
  note.hidden = true
  form.append(note)

  const place = () => {
    const [box, base] = [meant.range.getBoundingClientRect(), note.offsetParent.getBoundingClientRect()]
    note.style.insetBlockStart = `${box.bottom - base.top + 6}px`
    note.style.insetInlineStart = `${Math.min(box.left, innerWidth - note.offsetWidth - 16) - base.left}px`
  }
  const show = () => {
    const { isCollapsed, anchorNode, anchorOffset } = document.getSelection()
    const isHere = ({ range, isOpen }) => isOpen && range?.isPointInRange(anchorNode, anchorOffset)
    meant = isCollapsed && anchorNode ? marks().find(isHere) : null
    for (const { remark } of marks()) remark.classList.toggle("desk-remark-meant", remark === meant?.remark)
    note.hidden = !meant
    if (!meant) return
    note.replaceChildren(...[...meant.remark.querySelectorAll(":scope > :is(.desk-remark-by, .desk-remark-text)")].map(lineOf))
    place()
  }
  const lead = () => {
    note.hidden = true
    meant.remark.scrollIntoView({ block: "center" })
    meant.remark.focus({ preventScroll: true })
  }

  document.addEventListener("selectionchange", show)
  note.addEventListener("pointerdown", (event) => event.preventDefault()) // the caret stays
  note.addEventListener("click", lead)
  document.addEventListener("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && event.altKey && event.code === "KeyM"
    if (!isShortcut || note.hidden) return
    event.preventDefault()
    lead()
  })
}
