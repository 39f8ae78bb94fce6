// Adds and removes rows of authors and of related articles. Their numbers follow one another, as the server counts.

import { comboboxes } from "./combobox.js";

const NUMBERED = ["id", "name", "for", "aria-labelledby", "aria-describedby", "aria-controls"]

const button = (className, words, does) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className, textContent: words })
  made.addEventListener("click", does)
  return made
}

const rows = (group) => {
  const { prefix, addText, deleteText } = JSON.parse(group.dataset.inlineFormset).options
  const empty = group.querySelector(`#${prefix}-empty`)
  const total = group.querySelector(`#id_${prefix}-TOTAL_FORMS`)
  const most = Number(group.querySelector(`#id_${prefix}-MAX_NUM_FORMS`).value || 1000)
  if (!empty) return // they may only be read
  const all = () => [...group.querySelectorAll(".inline-related:not(.empty-form)")]
  const removable = (row) =>
    row.firstElementChild.append(button("inline-deletelink", deleteText, (event) => remove(row, event.isTrusted)))

  const count = () => {
    total.value = all().length
    adder.parentElement.hidden = all().length >= most
    all().forEach((row, index) => {
      row.querySelector(".inline_label").textContent = `#${index + 1}`
      for (const each of [row, ...row.querySelectorAll("*")]) {
        for (const name of NUMBERED) {
          const said = each.getAttribute(name)
          if (said) each.setAttribute(name, said.replaceAll(new RegExp(`${prefix}-\\d+`, "g"), `${prefix}-${index}`))
        }
      }
    })
    group.dispatchEvent(new Event("change", { bubbles: true })) // what is kept by itself is not what it was
  }
  const remove = (row, isPressed) => {
    row.remove()
    count()
    if (isPressed) adder.focus()
  }
  const add = ({ isTrusted }) => {
    const holder = document.createElement("template")
    holder.innerHTML = empty.outerHTML.replaceAll("__prefix__", all().length)
    const row = holder.content.firstElementChild
    row.id = `${prefix}-${all().length}`
    row.classList.remove("empty-form")
    empty.before(row)
    removable(row)
    count()
    comboboxes(row)
    if (isTrusted) row.querySelector("input:not([type=hidden]), select:not([hidden])")?.focus()
  }
  const adder = button("addlink", addText, add)
  const place = Object.assign(document.createElement("div"), { className: "add-row" })
  place.append(adder)
  empty.after(place)
  for (const row of all()) if (!row.matches(".has_original")) removable(row)
  place.hidden = all().length >= most
}

for (const group of document.querySelectorAll("[data-inline-formset]")) rows(group)
