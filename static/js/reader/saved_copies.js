// The pages of saved stories, kept for reading them without a connection. Raises nothing: without a copy a story can
// still be read with one.

const DAY = 24 * 60 * 60 * 1000
const AT_ONCE = 30

// Not every browser has a place for them: private windows and pages without TLS have none.
export async function copies() {
  return self.caches?.open("saved").catch(() => null)
}

export async function keepCopy(address) {
  const cache = await copies()
  const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null)
  if (!cache || !response) return
  if (response.ok && !response.redirected) await cache.put(address, response)
  else if ([404, 410].includes(response.status)) await cache.delete(address)
}

export async function dropCopies(stories) {
  const cache = await copies()
  for (const { address } of stories) await cache?.delete(address)
}

// What is missing, and what may have been corrected or taken down since.
export async function refresh(stories) {
  if (!navigator.onLine) return
  const cache = await copies()
  const stale = []
  for (const { address } of cache ? stories : []) {
    const copy = await cache.match(address, { ignoreVary: true })
    if (!copy || Date.now() - new Date(copy.headers.get("Date")) > DAY) stale.push(address)
  }
  for (const address of stale.slice(0, AT_ONCE)) await keepCopy(address)
}
