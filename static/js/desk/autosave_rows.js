// As many rows of authors and of related articles as a text has.

const GROUPS = ["bylines", "related_pins"]

const count = (names, group) => {
  const numbers = names.filter((name) => name.startsWith(`${group}-`)).map((name) => Number(name.split("-")[1]))
  return Math.max(-1, ...numbers) + 1
}

const shown = (form, group) => Number(form.elements.namedItem(`${group}-TOTAL_FORMS`)?.value ?? 0)

const add = (form, group, wanted) => {
  const link = form.querySelector(`#${group}-group .add-row button`)
  while (link && shown(form, group) < wanted) {
    const before = shown(form, group)
    link.click()
    if (shown(form, group) === before) return
  }
}

const drop = (form, group, wanted) => {
  for (let row = shown(form, group) - 1; row >= wanted; row--) {
    const box = form.elements.namedItem(`${group}-${row}-DELETE`)
    if (box?.type === "checkbox") box.checked = true
    else form.querySelector(`#${group}-${row} .inline-deletelink`)?.click()
  }
}

// Returns what is left to do when the rows are filled in.
export const fit = (form, names, isWanted) => {
  const groups = GROUPS.filter((group) => isWanted(group) && form.elements.namedItem(`${group}-TOTAL_FORMS`))
  for (const group of groups) add(form, group, count(names, group))
  return () => groups.forEach((group) => drop(form, group, count(names, group)))
}
