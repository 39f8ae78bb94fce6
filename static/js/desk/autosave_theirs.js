// Takes what someone else changed into the fields that nobody touched here.

import { entries, fieldOf, fill } from "./autosave_form.js";

const fresh = async (address) => {
  const response = await fetch(address, { headers: { Accept: "text/html" } })
  if (!response.ok) return null
  return new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#article_form")
}

const only = (list, names) => JSON.stringify(list.filter(([name]) => names.has(fieldOf(name))))

// False if one of them was typed into meanwhile: then what is here is still written over the former text.
export const takeIn = async (form, { theirs, address }, sent) => {
  const names = new Set(theirs)
  const page = await fresh(address)
  if (!page || only(entries(form), names) !== only(sent, names)) return false
  fill(form, entries(page), (field) => names.has(field))
  return true
}
