// The saved stories of a member: their account has the list, and this browser a copy of it to read without a connection.
// localStorage "member" says whose copy that is. Loaded by account.js.
import { keep, keepIn, savedStories } from "./save.js";

const EVERY = 5 * 60 * 1000
const ASKED = "saved_asked"
const address = document.querySelector("[data-saved-list]")?.dataset.savedList
let token // of whoever is signed in
let last = Promise.resolve()
let waiting = 0
const unsent = new Set() // changes that wait for their turn

// One after the other; of several answers the last is the list.
function inTurn(work) {
  waiting += 1
  const next = last.then(work).finally(() => (waiting -= 1))
  last = next.catch(() => {})
  return next
}

async function ask(changes) {
  const headers = { Accept: "application/json", "X-CSRFToken": token }
  const options = changes && { method: "POST", body: JSON.stringify(changes), keepalive: true }
  const answer = await fetch(address, { headers, ...options })
  if (!answer.ok) throw new Error(answer.statusText)
  return (await answer.json()).stories
}

function show(stories) {
  if (waiting > 1) return
  keep(stories)
  sessionStorage.setItem(ASKED, Date.now())
}

const short = (stories) => stories.map(({ id, savedAt }) => ({ id, savedAt }))

// Raises if the account did not take it.
function send({ added = [], removed = [] }) {
  const changes = { added: short(added), removed: short(removed) }
  unsent.add(changes)
  return inTurn(async () => {
    unsent.delete(changes)
    const stories = await ask(changes)
    if (!added.every((story) => stories.some((other) => other.id === story.id))) throw new Error("no room")
    show(stories)
  })
}

// The reader leaves: no turn comes any more. Should the page come back, sending it twice changes nothing.
addEventListener("pagehide", () => unsent.forEach((changes) => ask(changes).catch(() => {})))

// What a guest saved goes into the account once; what another member left behind does not.
export function enter({ key, csrf }) {
  token = csrf
  keepIn(send)
  return inTurn(async () => {
    const whose = localStorage.getItem("member")
    const isListed = document.querySelector("[data-module=saved]")
    if (whose === key && !isListed && Date.now() - sessionStorage.getItem(ASKED) < EVERY) return
    if (whose && whose !== key) keep([])
    const guests = whose ? [] : savedStories()
    let stories = await ask(guests.length ? { added: short(guests) } : null)
    // Pressed while the answer was on its way, and not yet as a member.
    const later = whose ? [] : savedStories().filter((story) => !guests.some((other) => other.id === story.id))
    if (later.length) stories = await ask({ added: short(later) })
    localStorage.setItem("member", key)
    show(stories)
    document.dispatchEvent(new CustomEvent("saved")) // for the page that lists them
  })
}

// Signed out: the list belongs to the account, and the next reader of this browser is somebody else.
export function leave() {
  if (!localStorage.getItem("member")) return
  localStorage.removeItem("member")
  sessionStorage.removeItem(ASKED)
  keep([])
  document.dispatchEvent(new CustomEvent("saved"))
}
