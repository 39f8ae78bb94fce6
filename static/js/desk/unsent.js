// Fields that only some buttons send. What the pressed one leaves behind is there again on the page that follows.

const FOR_READERS = ["_update", "_publish", "_publish_today", "_schedule"]
const SENT_BY = {
  reason: ["_take_down"],
  override: FOR_READERS,
  public_note: FOR_READERS,
  is_substantive: FOR_READERS,
  appear_at: ["_schedule"],
}
const NO_TEXT = "button, select, [type=hidden], [type=submit]"
const PART = "details, .desk-remarks-new, fieldset"

const isTyped = (field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue

export const typed = (form, neverKept) =>
  [...form.elements].filter(
    (field) =>
      (neverKept.includes(field.name) || field.name.startsWith("_")) && !field.matches(NO_TEXT) && isTyped(field),
  )

const isSentBy = (field, button) => {
  if (button?.hasAttribute("formaction")) return button.closest(PART)?.contains(field) ?? false
  // A remark goes with any button that saves, and so does the note.
  if (field.name.startsWith("_")) return /^_(remark|answer-)/.test(field.name)
  return SENT_BY[field.name]?.includes(button?.name) ?? true
}


// Returns whether they are kept.
export const carry = (form, fields, button) => {
  const list = fields.map((field) => ({
    name: field.name,
    said: field.type === "checkbox" ? field.checked : field.value,
    isSent: isSentBy(field, button),
  }))
  try {
    const key = `desk_unsent ${new URL(form.action).pathname}`
    sessionStorage.removeItem(key)
    if (list.length) sessionStorage.setItem(key, JSON.stringify(list))
    return true
  } catch {
    return list.every((field) => field.isSent)
  }
}

const carried = (form) => {
  try {
    const key = `desk_unsent ${new URL(form.action).pathname}`
    const list = JSON.parse(sessionStorage.getItem(key)) ?? []
    sessionStorage.removeItem(key)
    return list
  } catch {
    return [] // nothing may be stored here
  }
}

// All of them, if the button was refused.
export const putBack = (form) => {
  const isRefused = document.querySelector(".errornote, .messagelist .error")
  for (const { name, said, isSent } of carried(form)) {
    const field = form.elements.namedItem(name)
    if ((isSent && !isRefused) || !field?.matches?.(`:not(${NO_TEXT})`)) continue
    if (field.type === "checkbox") field.checked = said
    else field.value = said
    for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true
  }
}
