// Takes what someone else changed into the fields that nobody touched here.

import { fill } from "./autosave_fill.js";

const fresh = async (address) => {
  const response = await fetch(address, { headers: { Accept: "text/html" } })
  if (!response.ok) return null
  return new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#article_form")
}

// False if one of them was typed into meanwhile: then what is here is still written over the former text.
export const takeIn = async (form, { theirs, address }, sent, words) => {
  const { entries, fieldOf } = words
  const names = new Set(theirs)
  const only = (list) => JSON.stringify(list.filter(([name]) => names.has(fieldOf(name))))
  const page = await fresh(address)
  if (!page || only(entries(form)) !== only(sent)) return false
  fill(form, entries(page), words, (field) => names.has(field))
  return true
}
