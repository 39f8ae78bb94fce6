// The button that saves a story, and the list it saves into: docs/privacy-and-storage.md says what is kept, and where.

const KEY = "saved"
const MOST = 500 // as articles/saving.py
const PATH = /^\/(?![/\\])[^\t\n\r]*$/ // of this site, as browsers read it: they take \ for /, and skip tabs
const buttons = new Set()
export let keepIn // saved_account.js gives the way to the account, once it is known whose it is
const account = new Promise((resolve) => (keepIn = resolve))
const isStory = (story) => story.id && PATH.test(story.address)
let read = {} // once, for all the buttons of a page
const copies = () => import("./saved_copies.js")

// Newest first. What somebody else wrote into the storage is nothing to us.
export function savedStories() {
  try {
    const written = localStorage.getItem(KEY)
    if (read.written !== written) read = { written, stories: JSON.parse(written).filter(isStory) }
    return read.stories
  } catch {
    return []
  }
}

export function keep(stories) {
  const kept = stories.slice(0, MOST)
  const addresses = new Set(kept.map((story) => story.address))
  const dropped = savedStories().filter((story) => !addresses.has(story.address))
  localStorage.setItem(KEY, JSON.stringify(kept))
  if (dropped.length) copies().then((module) => module.dropCopies(dropped)).catch(() => {})
  buttons.forEach(show)
}

function put({ added = [], removed = [] }) {
  const changed = new Set([...added, ...removed].map((story) => story.id))
  const stories = [...added, ...savedStories().filter((story) => !changed.has(story.id))]
  keep(stories.sort((one, other) => String(other.savedAt).localeCompare(String(one.savedAt))))
}

// In this browser at once, for the reader may leave; and for members in their account. Raises if either was not possible.
export async function change(changes) {
  put(changes)
  changes.added?.forEach((story) => copies().then((module) => module.keepCopy(story.address)).catch(() => {}))
  if (!localStorage.getItem("member")) return
  const late = new Promise((_resolve, reject) => setTimeout(reject, 10_000))
  await Promise.race([account.then((send) => send(changes)), late]).catch((error) => {
    put({ added: changes.removed, removed: changes.added })
    throw error
  })
}

function show(button) {
  const pressed = savedStories().some((story) => story.id === button.dataset.id)
  button.setAttribute("aria-pressed", pressed)
  const { attributes } = button.querySelector("use")
  attributes.href.value = attributes.href.value.replace(/#.*/, pressed ? "#saved" : "#save")
}

const say = (words) => import("./status.js").then((status) => status.say(words))

async function toggle(button) {
  const { id, headline, address, category, saved, removed, failed } = button.dataset
  const story = savedStories().find((other) => other.id === id)
  const now = { id, headline, address, category, savedAt: new Date().toISOString() }
  try {
    await change(story ? { removed: [story] } : { added: [now] })
    say(story ? removed : saved)
  } catch {
    say(failed) // the browser or the account keeps nothing, or has no room left
  }
}

addEventListener("storage", ({ key }) => [KEY, null].includes(key) && buttons.forEach(show))

export function mount(root) {
  buttons.add(root)
  show(root)
  root.addEventListener("click", () => toggle(root))
  root.disabled = false
}
