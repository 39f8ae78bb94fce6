// Asks before leaving a form with changes that are kept nowhere.

import { carry, putBack, typed } from "./unsent.js";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#article_form, #page_form")
  if (!form) return
  const keeper = form.querySelector("[data-autosave]")
  const neverKept = keeper?.dataset.neverKept.split(" ")
  let isChanged = Boolean(form.querySelector(".errornote")) && !keeper
  let isSent = false
  const change = ({ isTrusted, target }) => {
    if (!keeper) isChanged ||= isTrusted || target.matches?.("textarea")
  }
  form.addEventListener("input", change)
  form.addEventListener("change", change)
  form.addEventListener("submit", (event) => {
    isChanged = false
    isSent = !keeper || carry(form, typed(form, neverKept), event.submitter)
  })
  window.addEventListener("pageshow", () => (isSent = false))
  window.addEventListener("beforeunload", (event) => {
    const isLost = keeper && !isSent && (typed(form, neverKept).length > 0 || "uncopied" in keeper.dataset)
    if (isChanged || isLost) event.preventDefault()
  })
  if (keeper) putBack(form)
})
