// The list of saved stories: shows what this browser keeps, removes, undoes, and sees to it that each can be read
// without a connection. Its words stand in the templates inside the list's element.
import { copies, keep, keepCopy, savedStories } from "./save.js";

const DAY = 24 * 60 * 60 * 1000
const AT_ONCE = 30

function row(root, name, story) {
  const item = root.querySelector(`template[data-row="${name}"]`).content.firstElementChild.cloneNode(true)
  const link = item.querySelector("a")
  if (link) link.href = story.address
  for (const element of item.querySelectorAll("[data-fill]")) element.textContent = story[element.dataset.fill] ?? ""
  const place = item.querySelector("[data-time]")
  if (place && story.savedAt) {
    const time = place.appendChild(document.createElement("time"))
    time.dateTime = story.savedAt
    time.textContent = new Date(story.savedAt).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })
  }
  return item
}

function savedRow(root, story) {
  const item = row(root, "saved", story)
  item.querySelector("button").addEventListener("click", () => {
    const before = savedStories()
    keep(before.filter((other) => other.id !== story.id))
    const removed = row(root, "removed", story)
    const undo = removed.querySelector("button")
    undo.addEventListener("click", () => {
      const place = before.findIndex((other) => other.id === story.id)
      const now = savedStories()
      keep([...now.slice(0, place), story, ...now.slice(place)])
      keepCopy(story.address)
      const again = savedRow(root, story)
      removed.replaceWith(again)
      again.querySelector("a").focus()
      tell(root)
    })
    item.replaceWith(removed)
    undo.focus()
    tell(root)
  })
  return item
}

function tell(root) {
  root.querySelector("[data-empty]").hidden = Boolean(root.querySelector("li"))
}

function fill(root) {
  root.querySelector("[data-list]").replaceChildren(...savedStories().map((story) => savedRow(root, story)))
  tell(root)
}

// What is missing, and what may have been corrected or taken down since.
async function refresh() {
  if (!navigator.onLine) return
  const cache = await copies()
  const stale = []
  for (const { address } of cache ? savedStories() : []) {
    const copy = await cache.match(address, { ignoreVary: true })
    if (!copy || Date.now() - new Date(copy.headers.get("Date")) > DAY) stale.push(address)
  }
  for (const address of stale.slice(0, AT_ONCE)) await keepCopy(address)
}

export function mount(root) {
  fill(root)
  refresh()
  addEventListener("storage", (event) => {
    if (event.key === "saved" || event.key === null) fill(root)
  })
}
