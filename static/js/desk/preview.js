// Opens the preview beside the form, and the drawings of how others show it. What draws them is fetched at its first use.

const form = document.querySelector("#article_form")
const pane = document.querySelector("[data-preview]")
const opener = document.querySelector("[data-preview-opener]")
const elsewhere = document.querySelector("[data-elsewhere-panel]")

if (form && pane && opener) {
  let started
  const drawing = async () => {
    const { start } = await import("./preview_pane.js")
    return (started ??= start({ form, pane, opener, elsewhere }))
  }
  const toggle = async () => (await drawing()).toggle()

  opener.addEventListener("click", toggle)
  elsewhere?.addEventListener("toggle", async () => (await drawing()).later())
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return
    event.preventDefault()
    toggle()
  })
  for (const link of document.querySelectorAll("[data-preview-link]")) link.hidden = true
  for (const part of [opener, elsewhere]) if (part) part.hidden = false
}
