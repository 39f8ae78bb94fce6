// A second click while the first is under way sends nothing.

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#article_form, #page_form")
  if (!form) return
  let sent = []
  const wake = () => {
    for (const button of sent) button.disabled = false
    sent = []
  }
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return
    // A disabled button is not sent along: wait until the browser has read the form.
    setTimeout(() => {
      sent = [...form.querySelectorAll("[type=submit]:not(:disabled)")]
      for (const button of sent) button.disabled = true
    })
    // Whoever stopped the page from loading must be able to send it again.
    setTimeout(wake, 10_000)
  })
  // Back in the browser's history the same page may come alive again.
  window.addEventListener("pageshow", wake)
})
