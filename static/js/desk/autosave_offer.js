// What was typed here and reached no server, when the article is opened again: shown, and used only if asked for.

import { fill, labelOf } from "./autosave_fill.js";

const textOf = (html) => {
  const holder = new DOMParser().parseFromString(html.replace(/<\/(p|li|h\d)>/g, "$&\n"), "text/html")
  return holder.body.textContent.trim()
}

const byField = (list, fieldOf) => {
  const found = new Map()
  for (const [name, value, words] of list) {
    const field = fieldOf(name)
    const shown = field === "body" ? textOf(value) : words || value
    const text = /-(DELETE|position|role)$/.test(name) ? "" : shown
    found.set(field, [...(found.get(field) ?? []), text].filter(Boolean))
  }
  return new Map([...found].map(([field, texts]) => [field, texts.join(", ")]))
}

const differences = (form, copy, { entries, fieldOf }) => {
  const [here, now] = [byField(copy.list, fieldOf), byField(entries(form), fieldOf)]
  return copy.fields
    .map((field) => ({ field, here: here.get(field) ?? "", now: now.get(field) ?? "" }))
    .filter(({ field, here, now }) => here !== now || (field === "body" && !isSame(form, copy.list)))
}

// Also where only the markup differs.
const isSame = (form, list) => list.find(([name]) => name === "body")?.[1] === form.elements.body?.value

const show = (form, place, copy, found) => {
  const row = place.querySelector("template").content
  const list = place.querySelector("dl")
  list.replaceChildren()
  for (const { field, here, now } of found) {
    const part = row.cloneNode(true)
    part.querySelector("dt").textContent = labelOf(form, field)
    part.querySelector("[data-device]").textContent = here
    part.querySelector("[data-site]").textContent = now
    list.append(part)
  }
  const at = new Date(copy.at)
  place.querySelector("time").dateTime = at.toISOString()
  place.querySelector("time").textContent = at.toLocaleString(document.documentElement.lang || undefined)
  place.hidden = false
}

const answer = (place) =>
  new Promise((resolve) => {
    place.querySelector("[data-use]").onclick = () => resolve(true)
    place.querySelector("[data-discard-copy]").onclick = () => resolve(false)
  })

export const offer = async (form, place, copies, keep, words) => {
  for (const copy of copies.others()) {
    const found = differences(form, copy, words)
    if (found.length) {
      show(form, place, copy, found)
      const isUsed = await answer(place)
      place.hidden = true
      if (isUsed) {
        fill(form, copy.list, words, (field) => copy.fields.includes(field))
        form.elements.started_from.value = copy.startedFrom
        form.elements._page.value = copy.key // of what it sent, the answer may have been lost
        await keep()
      }
    }
    copies.drop(copy.key)
  }
}
