// The comment form under an article: keeps what is written until it is sent, and sends it without leaving the page.
// Without scripts the form leads to a page of its own.
import { watch } from "./typing.js";

let form, key
const part = (name) => form.querySelector(`[data-${name}]`)
const text = () => form.elements.text

export function mount(element) {
  form = element
  key = `comment ${form.action}`
  const [kept = "", above = ""] = JSON.parse(sessionStorage.getItem(key) ?? "[]")
  text().value ||= kept
  answer(document.querySelector(`[data-reply="${above}"]`))
  watch(form)
  form.addEventListener("input", keep)
  form.addEventListener("submit", send)
  part("answer-nobody").addEventListener("click", () => answer(null))
  form.closest(".thread").addEventListener("click", (event) => {
    const link = event.target.closest("[data-reply]")
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    answer(link)
    text().focus()
  })
  document.addEventListener("signed-out", () => answer(null, ""))
  document.addEventListener("signed-in", () => text().value && form.querySelector("[type=submit]").focus())
}

function answer(link, value = text().value) {
  text().value = value
  form.elements.reply_to.value = link?.dataset.reply ?? ""
  part("answering").hidden = !link
  part("answered").textContent = link?.closest(".comment").querySelector(".comment-author").textContent ?? ""
  part("answered").hash = link ? `comment-${link.dataset.reply}` : "comments"
  keep()
}

function keep() {
  const { value } = text()
  if (value) sessionStorage.setItem(key, JSON.stringify([value, form.elements.reply_to.value]))
  else sessionStorage.removeItem(key)
}

async function send(event) {
  event.preventDefault()
  const button = form.querySelector("[type=submit]")
  button.disabled = true
  explain("")
  const answer = await post().catch(() => null)
  button.disabled = false
  if (answer === undefined) return // signing in comes first, over this page
  const said = await answer?.json().catch(() => null)
  if (answer?.status === 201) sent(said)
  else if (said?.first) lead(said.first)
  else explain(said?.problem ?? form.dataset.failed)
}

async function post() {
  const me = await fetch(document.querySelector("[data-me]").dataset.me)
  if (me.status === 204) return part("signed-out").click()
  const headers = { Accept: "application/json", "X-CSRFToken": (await me.json()).csrf }
  return fetch(form.dataset.send, { method: "POST", headers, body: new FormData(form) })
}

function sent({ says }) {
  answer(null, "")
  Object.assign(part("sent"), { hidden: false, textContent: says }).focus()
}

// The site keeps the text from here on, and shows it again where this leads.
function lead(address) {
  sessionStorage.removeItem(key)
  location.assign(address)
}

function explain(problem) {
  Object.assign(part("problem"), { textContent: problem, hidden: !problem })
  part("sent").hidden = true
}
