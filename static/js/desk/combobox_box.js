// What is shown in the place of a list that is hidden.

const make = (name, given, more = {}) => {
  const element = Object.assign(document.createElement(name), given)
  for (const [key, value] of Object.entries(more)) if (value) element.setAttribute(key, value)
  return element
}

const named = (select, input) => {
  const label = select.labels[0]
  if (!label) return
  label.id ||= `${select.id}_label`
  input.setAttribute("aria-labelledby", label.id)
  label.addEventListener("click", () => input.focus())
}

// Beside the list it is to replace, and named as that is.
export const boxFor = (select) => {
  const { id, dataset, disabled } = select
  const input = make("input", { type: "text", id: `${id}_search`, autocomplete: "off", spellcheck: false, disabled }, {
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": `${id}_list`,
    "aria-describedby": select.getAttribute("aria-describedby"),
    "aria-invalid": select.getAttribute("aria-invalid"),
  })
  const list = make("ul", { id: `${id}_list`, role: "listbox", ariaLabel: dataset.words, hidden: true })
  const said = make("p", { role: "status", className: "desk-combobox-said" })
  const clear = make("button", { type: "button", textContent: "×", ariaLabel: dataset.clear, disabled })
  const box = make("div", { className: "desk-combobox" })
  box.append(input, clear, list, said)
  named(select, input)
  select.after(box)
  select.hidden = true
  return { input, list, said, clear }
}
