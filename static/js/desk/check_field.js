// Puts the cursor where a field is mended, whatever stands in its place on the page.

const SHOWN = "a[href], button, input:not([type=hidden]), textarea, select"

const target = (field, id) => {
  const found = document.getElementById(id)
  if (field === "body") return document.querySelector(".prose-editor:not([data-showing=source]) .ProseMirror") ?? found
  if (found?.matches("select[hidden]")) return document.getElementById(`${id}_search`)
  if (!found || found.matches("input, textarea, select")) return found
  return [...found.querySelectorAll(SHOWN)].find((each) => each.checkVisibility()) ?? found
}

export const goTo = (field, id) => {
  const found = target(field, id)
  if (!found) return false
  for (let part = found.closest("details"); part; part = part.parentElement.closest("details")) part.open = true
  if (found.tabIndex < 0) found.tabIndex = -1
  found.focus()
  found.scrollIntoView({ block: "center" })
  return true
}
