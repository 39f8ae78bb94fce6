// Chooses what was saved in a window of its own: Django’s page that follows a save calls these.

const changed = (select) => select.dispatchEvent(new Event("change", { bubbles: true }))
const opened = (page) => document.getElementById(page.name.replace(/__1$/, ""))

window.dismissAddRelatedObjectPopup = (page, value, words) => {
  const select = opened(page)
  select.add(new Option(words, value, true, true))
  changed(select)
  page.close()
}
window.dismissChangeRelatedObjectPopup = (page, value, words) => {
  const { modelRef } = opened(page).closest(".related-widget-wrapper").dataset
  for (const option of document.querySelectorAll(`[data-model-ref="${modelRef}"] select option`)) {
    if (option.value !== value) continue
    option.textContent = words
    changed(option.parentElement)
  }
  page.close()
}
