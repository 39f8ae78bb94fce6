// The button that saves a story, and the list it saves into: docs/privacy-and-storage.md says what is kept, and where.

const KEY = "saved"
const MOST = 200
const PATH = /^\/(?![/\\])[^\t\n\r]*$/ // of this site, as browsers read it: they take \ for /, and skip tabs
const buttons = new Set()

// Newest first. What somebody else wrote into the storage is nothing to us.
export function savedStories() {
  try {
    return JSON.parse(localStorage.getItem(KEY)).filter((story) => story.id && PATH.test(story.address))
  } catch {
    return []
  }
}

export function keep(stories) {
  const dropped = new Set(savedStories().map((story) => story.address))
  for (const story of stories.slice(0, MOST)) dropped.delete(story.address)
  localStorage.setItem(KEY, JSON.stringify(stories.slice(0, MOST)))
  for (const address of dropped) copies().then((cache) => cache?.delete(address))
  buttons.forEach(show)
}

// Where the pages of saved stories lie for reading them without a connection. Not every browser has one: private
// windows and pages without TLS have none.
export async function copies() {
  return self.caches?.open("saved").catch(() => null)
}

// Raises nothing: without a copy the story can still be read with a connection.
export async function keepCopy(address) {
  const cache = await copies()
  const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null)
  if (!cache || !response) return
  if (response.ok && !response.redirected) await cache.put(address, response)
  else if ([404, 410].includes(response.status)) await cache.delete(address)
}

function isSaved(button) {
  return savedStories().some((story) => story.id === button.dataset.id)
}

function show(button) {
  const pressed = isSaved(button)
  button.setAttribute("aria-pressed", pressed)
  const icon = button.querySelector("use")
  icon.setAttribute("href", icon.getAttribute("href").replace(/#.*/, pressed ? "#saved" : "#save"))
}

async function say(words) {
  const status = await import("./status.js")
  status.say(words)
}

// Saved before anything is waited for: the reader may leave at once.
function toggle(button) {
  const { id, headline, address, category, saved, removed, failed } = button.dataset
  const others = savedStories().filter((story) => story.id !== id)
  const isRemoved = isSaved(button)
  const story = { id, headline, address, category, savedAt: new Date().toISOString() }
  try {
    keep(isRemoved ? others : [story, ...others])
  } catch {
    return say(failed) // the browser keeps nothing, or has no room left
  }
  if (!isRemoved) keepCopy(address)
  say(isRemoved ? removed : saved)
}

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) buttons.forEach(show)
})

export function mount(root) {
  buttons.add(root)
  show(root)
  root.addEventListener("click", () => toggle(root))
  root.disabled = false
}
