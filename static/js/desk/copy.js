// Copies an address that stands in a field.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy)
    field.select()
    await navigator.clipboard.writeText(field.value)
    document.getElementById(button.dataset.said).textContent = button.dataset.words
  })
}
