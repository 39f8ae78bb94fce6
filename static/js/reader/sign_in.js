// Signing in over the page one reads, with the sign-in page's own form. Without scripts the link leads to that page.
import { mount as showAccount } from "./account.js";
import { leave } from "./spot.js";
import { say } from "./status.js";

const dialog = document.getElementById("sign-in")
const place = dialog?.querySelector("[data-place]")
const problem = dialog?.querySelector("[data-problem]")
let opener

export function mount(link) {
  if (!dialog || location.pathname.startsWith("/accounts/")) return
  link.addEventListener("click", (event) => {
    if ("member" in link.dataset || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    open(link, link.href)
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
  if (!show(await answer.text())) return location.assign(page) // signed in already, in another tab
  place.querySelector("input:not([type=hidden])")?.focus()
}

function explain(answer) {
  problem.textContent = answer?.status === 429 ? dialog.dataset.busy : dialog.dataset.failed
}

// The part of the page that signs in; false if there is none in it.
function show(html) {
  const part = new DOMParser().parseFromString(html, "text/html").querySelector("[data-sign-in]")
  if (part) place.replaceChildren(part)
  place.dispatchEvent(new Event("added", { bubbles: true })) // site.js starts what is in it
  return Boolean(part)
}

async function send(event) {
  const { target: form, submitter } = event
  if (!("signInForm" in form.dataset) || submitter?.formNoValidate) return leave() // those lead back here
  event.preventDefault()
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
  if (!(await showAccount())) return leave(form.action)
  dialog.close()
  say(dialog.dataset.done)
  document.dispatchEvent(new CustomEvent("signed-in"))
}

place?.addEventListener("submit", send)
dialog?.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-close]")) dialog.close()
  const link = event.target.closest("a")
  if (!link?.closest("[data-problems]")) return link && leave()
  event.preventDefault() // an address of its own would be a step back to walk
  place.querySelector(link.hash)?.focus()
})
dialog?.addEventListener("close", () => {
  place.replaceChildren()
  problem.textContent = ""
  const back = opener?.checkVisibility() ? opener : opener?.closest("[tabindex]")
  back?.focus({ preventScroll: true })
})
