// Keeps the site readable without a connection. What the shell is made of stands in a line that the server puts before
// this one (newsroom/views/offline.py). Nothing personal is kept: no account, desk, search, form or marked answer.
const SHELL = `shell-${shell.version}`
const KEPT = { articles: 30, pages: 20, files: 60, pictures: 60 } // and "saved", which pages fill themselves
const PATIENCE = 3000 // milliseconds until a page kept earlier is better than one still to come
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/
const PASSING = /^\/(accounts|admin|comments|search|media)\//
const ARTICLE = /^\/(?!(?:archive|author|tag)\/)[^/]+\/[^/]+\/$/
const SAME = { ignoreVary: true }

addEventListener("install", (event) => {
  skipWaiting()
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(shell.files)))
})
addEventListener("activate", (event) => event.waitUntil(takeOver()))

addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname, search } = new URL(request.url)
  if (request.method !== "GET" || request.headers.has("range") || origin !== location.origin) return
  if (HASHED.test(pathname)) event.respondWith(kept(request).then((copy) => copy ?? ask(event, "files")))
  else if (pathname.startsWith("/static/")) event.respondWith(page(event, null))
  else if (request.destination === "image") event.respondWith(page(event, "pictures"))
  else if (request.mode === "navigate") event.respondWith(page(event, search ? null : placeOf(pathname)))
})

const kept = (request) => caches.match(request, { ignoreVary: true })

// Where a page is kept, if it is.
function placeOf(path) {
  if (PASSING.test(path)) return null
  return ARTICLE.test(path) ? "articles" : "pages"
}

async function takeOver() {
  const used = [SHELL, "saved", ...Object.keys(KEPT)]
  for (const name of await caches.keys()) if (!used.includes(name)) await caches.delete(name)
  await registration.navigationPreload?.enable()
  await clients.claim()
}

async function page(event, name) {
  const answer = ask(event, name)
  event.waitUntil(answer.catch(() => {}))
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  try {
    return (await Promise.race([answer, late.then(() => kept(event.request))])) ?? (await answer)
  } catch {
    const isPage = event.request.mode === "navigate"
    return (await kept(event.request)) || (isPage && (await caches.match(shell.offline))) || Response.error()
  }
}

async function ask(event, name) {
  const response = (await event.preloadResponse) || (await fetch(event.request))
  if (name) event.waitUntil(remember(name, event.request, response.clone()).catch(() => {}))
  return response
}

async function remember(name, request, response) {
  const mayBeKept = !/no-store|private/.test(response.headers.get("Cache-Control"))
  const isRight = name === "files" || name === "pictures" || /^text\/html/.test(response.headers.get("Content-Type"))
  // Taken down: no copy outlives the next attempt to read it.
  if ([404, 410].includes(response.status)) await forget(request)
  else if (response.ok && response.type === "basic" && mayBeKept && isRight) await put(name, request, response)
}

async function forget(request) {
  for (const name of ["saved", ...Object.keys(KEPT)]) await (await caches.open(name)).delete(request, SAME)
}

async function put(name, request, response) {
  const saved = await caches.open("saved")
  if (await saved.match(request, SAME)) await saved.put(request, response.clone())
  const cache = await caches.open(name)
  await cache.delete(request, SAME) // so that it becomes the newest
  await cache.put(request, response)
  for (const old of (await cache.keys()).slice(0, -KEPT[name])) await cache.delete(old, SAME)
}
