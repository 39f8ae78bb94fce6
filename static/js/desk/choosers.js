// Names the choosers that Django's admin puts in the place of long lists: without this, they say only what is chosen.

const name = (root) => {
  for (const chosen of root.querySelectorAll("select.select2-hidden-accessible")) {
    const shown = chosen.parentElement.querySelector(".select2-selection[aria-labelledby]")
    const label = document.querySelector(`label[for="${chosen.id}"]`)
    if (!shown || !label) continue
    label.id ||= `${chosen.id}_label`
    const said = shown.getAttribute("aria-labelledby")
    if (!said.includes(label.id)) shown.setAttribute("aria-labelledby", `${label.id} ${said}`)
  }
}

// They are made when the document is ready, and in every row that is added.
document.addEventListener("DOMContentLoaded", () => setTimeout(() => name(document)))
document.addEventListener("formset:added", (event) => setTimeout(() => name(event.target)))
