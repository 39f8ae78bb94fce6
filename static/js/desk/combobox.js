// Finds one of many by its words, in the place of a list that is too long. The list stays, hidden: it is what the form
// sends, and what others set. Whatever is asked for is found by combobox_list.js, fetched when the cursor comes.

import { boxFor } from "./combobox_box.js";

const KEYS = ["ArrowDown", "ArrowUp", "Enter"]

const combobox = (select) => {
  const { dataset } = select
  const { input, list, said, clear } = boxFor(select)
  const show = () => {
    input.value = select.selectedOptions[0]?.textContent.trim() ?? ""
    clear.hidden = !select.value || dataset.allowClear !== "true"
  }
  const choose = (value, words) => {
    const known = [...select.options].find((option) => option.value === value)
    if (!known) select.add(new Option(words, value))
    select.value = value
    select.dispatchEvent(new Event("change", { bubbles: true }))
  }
  let started
  const finder = () =>
    (started ??= import("./combobox_list.js").then(
      ({ start }) => start({ select, input, list, said, choose, show }),
      () => {
        started = undefined
        said.textContent = dataset.failed
      },
    ))
  select.addEventListener("change", show)
  clear.addEventListener("click", () => {
    choose("", "")
    input.focus()
  })
  const ask = async () => {
    const found = await finder()
    if (document.activeElement === input) found?.later()
  }
  input.addEventListener("focus", finder)
  input.addEventListener("input", ask)
  input.addEventListener("click", ask)
  input.addEventListener("blur", () => {
    if (!input.value.trim() && select.value && dataset.allowClear === "true") choose("", "")
    else show()
  })
  input.addEventListener("keydown", async (event) => {
    if (event.key === "Escape" && !list.hidden) event.stopPropagation()
    else if (!KEYS.includes(event.key) || event.isComposing) return
    event.preventDefault() // Enter sends no form from here
    ;(await finder())?.press(event.key)
  })
  show()
}

export const comboboxes = (root) => {
  for (const select of root.querySelectorAll("select.desk-chooser:not([hidden])")) {
    if (!select.closest(".empty-form")) combobox(select)
  }
}
