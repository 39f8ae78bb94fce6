// “Add” and “change” beside a choice open a window of their own; what is saved in it is chosen here when it closes.

const changed = (select) => select.dispatchEvent(new Event("change", { bubbles: true }))
const opened = (page) => document.getElementById(page.name.replace(/__1$/, ""))

const lead = (select) => {
  for (const link of select.closest(".related-widget-wrapper").querySelectorAll(".change-related")) {
    if (select.value) link.href = link.dataset.hrefTemplate.replace("__fk__", select.value)
    else link.removeAttribute("href")
    link.ariaDisabled = String(!select.value)
  }
}

document.addEventListener("change", ({ target }) => target.matches(".related-widget-wrapper select") && lead(target))
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-popup=yes]")
  if (!link) return
  event.preventDefault()
  // The server's answer in that window is told apart by this name.
  const name = `${link.id.replace(/^(add|change)_/, "")}__1`
  if (link.href) window.open(link.href, name, "height=600,width=900,resizable=yes,scrollbars=yes")?.focus()
})
for (const select of document.querySelectorAll(".related-widget-wrapper select")) lead(select)

// Django's page that follows a save calls these.
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
