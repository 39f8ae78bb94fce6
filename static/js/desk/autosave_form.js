// What the form of an article says, as a list of [name, value, words of a choice]. autosave_fill.js puts such a list back.

const NOT_TEXT = /^_|^(csrfmiddlewaretoken|started_from|creation_token|seen_revision)$|^decided-|__prefix__|_FORMS$/

export const isText = (name) => !NOT_TEXT.test(name)

const choiceOf = (form, name) => {
  const field = form.elements.namedItem(name)
  return field?.selectedOptions?.[0]?.textContent.trim() ?? ""
}

export const entries = (form) =>
  [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && isText(name))
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
