// What the form of an article says, as a list of [name, value, words of a choice], and putting such a list back.

import { fit } from "./autosave_rows.js";

const NOT_TEXT = /^_|^(csrfmiddlewaretoken|started_from|creation_token|seen_revision)$|^decided-|__prefix__|_FORMS$/

const choiceOf = (form, name) => {
  const field = form.elements.namedItem(name)
  return field?.selectedOptions?.[0]?.textContent.trim() ?? ""
}

export const entries = (form) =>
  [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && !NOT_TEXT.test(name))
    .map(([name, value]) => [name, value, choiceOf(form, name)])

// bylines-0-author belongs to the field “bylines”.
export const fieldOf = (name) => name.replace(/-\d+-\w+$/, "")

export const said = (form) => JSON.stringify(entries(form))

const ofField = (list, field) => list.filter(([name]) => fieldOf(name) === field)

// What differs from a list that was kept: names of fields, and what they say now.
export const changes = (form, before, also = []) => {
  const now = entries(form)
  const names = [...new Set([...now, ...before].map(([name]) => fieldOf(name)))]
  const isNew = (field) => JSON.stringify(ofField(now, field)) !== JSON.stringify(ofField(before, field))
  const fields = names.filter((field) => also.includes(field) || isNew(field))
  return { fields, list: now.filter(([name]) => fields.includes(fieldOf(name))) }
}

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

export const fill = (form, list, isWanted = () => true) => {
  const wanted = new Map(list.filter(([name]) => isWanted(fieldOf(name))).map(([name, ...rest]) => [name, rest]))
  const settle = fit(form, [...wanted.keys()], isWanted)
  for (const field of [...form.elements]) {
    if (!field.name || field.matches("button, [type=submit]") || NOT_TEXT.test(field.name)) continue
    if (isWanted(fieldOf(field.name))) set(field, ...(wanted.get(field.name) ?? []))
  }
  settle()
}

export const labelOf = (form, name) => {
  const rows = document.getElementById(`${name}-heading`)
  const field = form.elements.namedItem(name)
  return (rows ?? field?.labels?.[0])?.textContent.trim().replace(/:$/, "") ?? name
}
