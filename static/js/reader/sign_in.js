// Signing in over the page one reads, with the sign-in page's own form. Without scripts the link leads to that page.
import { mount as showAccount } from "./account.js";
import { say } from "./status.js";

const dialog = document.getElementById("sign-in")
const place = dialog?.querySelector("[data-place]")
const problem = dialog?.querySelector("[data-problem]")
let opener

export function mount(link) {
  const page = new URL(link.href)
  if (!dialog || location.pathname.startsWith("/accounts/")) return
  link.addEventListener("click", (event) => {
    if ("member" in link.dataset || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    open(link, page)
  })
}

async function open(link, page) {
  opener = link.closest("dialog") ? document.querySelector(".masthead-menu") : link
  link.closest("dialog")?.close()
  place.ariaBusy = "true"
  dialog.showModal()
  const answer = await fetch(page).catch(() => null)
  place.ariaBusy = null
  if (!dialog.open) return
  if (!answer?.ok) return explain(answer)
  // Signed in already, in another tab: the page leads on.
  if (!show(await answer.text())) return location.assign(page)
  place.querySelector("input:not([type=hidden])")?.focus()
}

function explain(answer) {
  problem.textContent = answer?.status === 429 ? dialog.dataset.busy : dialog.dataset.failed
}

// The part of the page that signs in; false if there is none in it.
function show(html) {
  const part = new DOMParser().parseFromString(html, "text/html").querySelector("[data-sign-in]")
  if (part) place.replaceChildren(part)
  return Boolean(part)
}

async function send(event) {
  event.preventDefault()
  const form = event.target
  const button = form.querySelector("button")
  problem.textContent = ""
  button.disabled = true
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => null)
  button.disabled = false
  if (answer?.type === "opaqueredirect") return finish(form)
  if (answer?.ok && show(await answer.text())) place.querySelector("[data-problems], input[type=password]")?.focus()
  else explain(answer)
}

async function finish(form) {
  // Let in, and still on the same page at the same place; or there is one more step, and the site knows which.
  if (!(await showAccount())) return location.assign(form.action)
  dialog.close()
  say(dialog.dataset.done)
  document.dispatchEvent(new CustomEvent("signed-in"))
}

place?.addEventListener("submit", send)
dialog?.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-close]")) dialog.close()
  const field = event.target.closest("[data-problems] a")?.hash
  if (!field) return
  event.preventDefault() // an address of its own would be a step back to walk
  place.querySelector(field)?.focus()
})
dialog?.addEventListener("close", () => {
  place.replaceChildren()
  problem.textContent = ""
  const back = opener?.checkVisibility() ? opener : opener?.closest("[tabindex]")
  back?.focus({ preventScroll: true })
})
