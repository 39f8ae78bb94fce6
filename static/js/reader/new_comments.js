// Asks once a minute, while the page is looked at, whether there are new comments, and puts them in place when wanted.
import { say } from "./status.js";

const MINUTE = 60_000

export function mount(thread) {
  if (!thread.dataset.changes) return // not the first page of the newest
  const button = thread.querySelector("[data-new]")
  let known = Number(thread.dataset.count)
  let asked = Date.now()
  let isSaid = false

  async function ask() {
    if (document.hidden || Date.now() - asked < MINUTE) return
    asked = Date.now()
    const answer = await fetch(thread.dataset.changes, { cache: "no-cache" }).catch(() => null) // sends the ETag it has
    if (!answer?.ok) return
    const fresh = (await answer.json()).count - known
    button.textContent = words(button, fresh)
    button.hidden = fresh <= 0
    if (fresh > 0 && !isSaid) say(button.textContent)
    isSaid = fresh > 0
  }

  async function place() {
    const answer = await fetch(thread.dataset.first)
    if (!answer.ok) throw new Error(answer.statusText)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("comments")
    const { insert } = await import("./insert_comments.js")
    const added = insert(page, thread)
    known = Number(page.dataset.count)
    isSaid = false
    button.hidden = true
    thread.querySelector("#comments-heading").textContent = page.querySelector("#comments-heading").textContent
    thread.dispatchEvent(new CustomEvent("added", { bubbles: true }))
    added[0]?.focus({ preventScroll: true })
  }

  button.addEventListener("click", () => place().catch(() => location.assign(thread.dataset.first)))
  setInterval(ask, MINUTE)
  document.addEventListener("visibilitychange", ask)
}

const words = ({ dataset }, count) => (count === 1 ? dataset.one : dataset.many).replace("%", count)
