// The consent bar answers without a new page. Without scripts it is a plain form.
import { keep } from "./choices.js";

export function mount(root) {
  const form = root.querySelector("form")
  const problem = root.querySelector("[data-problem]")
  let isSent = false
  form.addEventListener("submit", async (event) => {
    if (isSent) return
    event.preventDefault()
    isSent = true
    problem.textContent = ""
    const { submitter } = event
    const held = root.contains(document.activeElement)
    const isKept = await keep(new FormData(form, submitter))
    if (isKept === false) return form.requestSubmit(submitter)
    isSent = false
    // Without a connection the page behind the form would take the place of the one being read.
    if (isKept === null) problem.textContent = problem.dataset.failed
    else if (held) document.querySelector("main")?.focus({ preventScroll: true })
  })
}
