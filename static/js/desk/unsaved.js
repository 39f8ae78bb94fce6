// Asks before leaving a form with changes that were not saved.

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#article_form, #page_form")
  if (!form) return
  let isChanged = Boolean(form.querySelector(".errornote"))
  const change = (event) => {
    isChanged ||= event.isTrusted || event.target.matches?.("textarea")
  }
  form.addEventListener("input", change)
  form.addEventListener("change", change)
  form.addEventListener("submit", () => (isChanged = false))
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault()
  })
})
