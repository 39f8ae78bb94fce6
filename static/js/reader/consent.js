// The consent bar answers without a new page. Without scripts it is a plain form.
import { keep } from "./choices.js";

export function mount(root) {
  const form = root.querySelector("form")
  let isSent = false
  form.addEventListener("submit", async (event) => {
    if (isSent) return
    event.preventDefault()
    isSent = true
    const held = root.contains(document.activeElement)
    if (!(await keep(new FormData(form, event.submitter)))) return form.requestSubmit(event.submitter)
    isSent = false
    if (held) document.querySelector("main")?.focus({ preventScroll: true })
  })
}
