// What browsers get once the worker is switched off: it removes what the one before it kept, and itself.

addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(leave()))

async function leave() {
  for (const name of await caches.keys()) await caches.delete(name)
  await registration.unregister()
}
