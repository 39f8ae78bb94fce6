// Names the choosers that Django's admin puts in the place of long lists: without this, they say only what is chosen.

const mend = (root) => {
  for (const chosen of root.querySelectorAll("select.select2-hidden-accessible")) {
    const shown = chosen.parentElement.querySelector(".select2-selection[aria-labelledby]")
    const label = document.querySelector(`label[for="${chosen.id}"]`)
    if (!shown || !label) continue
    label.id ||= `${chosen.id}_label`
    const said = shown.getAttribute("aria-labelledby")
    if (!said.includes(label.id)) shown.setAttribute("aria-labelledby", `${label.id} ${said}`)
    // Within a combobox it is no second field, but what the first one says.
    for (const name of ["role", "aria-readonly"]) shown.firstElementChild?.removeAttribute(name)
  }
}

// They are made when the document is ready, and in every row that is added.
document.addEventListener("DOMContentLoaded", () => setTimeout(() => mend(document)))
document.addEventListener("formset:added", (event) => setTimeout(() => mend(event.target)))
