// What pressing the button would do, in words, with the list of what stands in the way.

import { check } from "./check.js";

const dialog = document.querySelector("[data-publish-dialog]")
let home = null

const back = () => home?.after(document.querySelector("[data-check]"))

const openDialog = async () => {
  if (!dialog || dialog.open) return
  const outcome = await check()
  if (!outcome || dialog.open) return
  const list = document.querySelector("[data-check]")
  home ??= list.parentElement.insertBefore(document.createComment("list"), list)
  dialog.querySelector("[data-publish-check]").append(list)
  dialog.querySelector("[data-publish-words]").textContent = outcome.words
  const act = dialog.querySelector("[data-publish-act]")
  act.hidden = !outcome.verb
  act.name = `_${outcome.verb}`
  act.textContent = outcome.label
  dialog.showModal()
  const first = Number(outcome.blocking) ? list.querySelector("[data-mend]") : act
  first?.focus()
}

if (dialog) {
  dialog.addEventListener("close", back)
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close()
  })
  // Before the text sees it, where the same keys break a line.
  const press = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    if (document.querySelector("dialog:modal")) return
    event.preventDefault()
    event.stopPropagation()
    openDialog()
  }
  document.addEventListener("keydown", press, { capture: true })
}
