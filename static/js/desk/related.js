// “Add” and “change” beside a choice open a window of their own; what is saved in it is chosen here when it closes.

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
  if (!link.href) return
  import("./related_back.js") // long before somebody has saved in that window
  window.open(link.href, name, "height=600,width=900,resizable=yes,scrollbars=yes")?.focus()
})
for (const select of document.querySelectorAll(".related-widget-wrapper select")) lead(select)
