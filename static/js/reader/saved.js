// The list of saved stories: shows what this browser keeps, removes, undoes, and sees to it that each can be read
// without a connection. Its words stand in the templates inside the list's element.
import { change, savedStories } from "./save.js";
import { refresh } from "./saved_copies.js";
import { say } from "./status.js";

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
    const removed = row(root, "removed", story)
    const undo = removed.querySelector("button")
    undo.addEventListener("click", () => {
      const again = savedRow(root, story)
      removed.replaceWith(again)
      again.querySelector("a").focus()
      ask(root, { added: [story] })
    })
    item.replaceWith(removed)
    undo.focus()
    ask(root, { removed: [story] })
  })
  return item
}

// Should the account not have taken it, the list shows what it has.
function ask(root, changes) {
  tell(root)
  change(changes).catch(() => {
    fill(root)
    say(root.dataset.failed)
  })
}

function tell(root) {
  root.querySelector("[data-empty]").hidden = Boolean(root.querySelector("li"))
}

function fill(root) {
  root.querySelector("[data-list]").replaceChildren(...savedStories().map((story) => savedRow(root, story)))
  tell(root)
}

export function mount(root) {
  fill(root)
  refresh(savedStories())
  for (const [target, kind] of [[self, "storage"], [document, "saved"]]) {
    target.addEventListener(kind, (event) => {
      if (kind === "saved" || event.key === "saved" || event.key === null) fill(root)
    })
  }
}
