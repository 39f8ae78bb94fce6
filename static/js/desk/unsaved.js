// Asks before leaving a form with changes that are kept nowhere.

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#article_form, #page_form")
  if (!form) return
  const keeper = form.querySelector("[data-autosave]")
  const neverKept = keeper?.dataset.neverKept.split(" ")
  let isChanged = Boolean(form.querySelector(".errornote")) && !keeper
  const change = ({ isTrusted, target }) => {
    if (neverKept && !neverKept.includes(target.name)) return
    isChanged ||= isTrusted || target.matches?.("textarea")
  }
  form.addEventListener("input", change)
  form.addEventListener("change", change)
  form.addEventListener("submit", () => (isChanged = false))
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault()
  })
})
