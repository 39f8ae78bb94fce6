// Names the choosers that Django's admin puts in the place of long lists: without this, they say only what is chosen.

// In tables the head of the column is the only label, and the select says the same.
const words = (chosen) => {
  const said = Object.assign(document.createElement("span"), { textContent: chosen.ariaLabel, hidden: true })
  if (chosen.ariaLabel) chosen.after(said)
  return chosen.ariaLabel && said
}

const mend = (root) => {
  for (const chosen of root.querySelectorAll("select.select2-hidden-accessible")) {
    const shown = chosen.parentElement.querySelector(".select2-selection[aria-labelledby]")
    const label = shown && (document.querySelector(`label[for="${chosen.id}"]`) ?? words(chosen))
    if (!label) continue
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
