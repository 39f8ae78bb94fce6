// Puts into the form of an article what a list says that autosave_form.js made.

import { fit } from "./autosave_rows.js";

const richText = (field) => field.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor

const write = (field, value) => {
  if (!field.closest("[data-showing=source]")) richText(field)?.commands.replaceText(value)
  field.value = value
}

const choose = (field, value, words) => {
  const isThere = [...field.options].some((option) => option.value === value)
  if (!isThere) field.add(new Option(words || value, value))
  field.value = value
}

const set = (field, value, words) => {
  if (field.type === "checkbox") field.checked = value !== undefined
  else if (value === undefined) return
  else if (field.matches("select")) choose(field, value, words)
  else if (field.value !== value) write(field, value)
  else return
  field.dispatchEvent(new Event("change", { bubbles: true }))
}

export const fill = (form, list, { fieldOf, isText }, isWanted = () => true) => {
  const wanted = new Map(list.filter(([name]) => isWanted(fieldOf(name))).map(([name, ...rest]) => [name, rest]))
  const settle = fit(form, [...wanted.keys()], isWanted)
  for (const field of [...form.elements]) {
    if (!field.name || field.matches("button, [type=submit]") || !isText(field.name)) continue
    if (isWanted(fieldOf(field.name))) set(field, ...(wanted.get(field.name) ?? []))
  }
  settle()
}

export const labelOf = (form, name) => {
  const rows = document.getElementById(`${name}-heading`)
  const field = form.elements.namedItem(name)
  return (rows ?? field?.labels?.[0])?.textContent.trim().replace(/:$/, "") ?? name
}
