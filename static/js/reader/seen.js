// When the reader last looked at what the bell lists. Only this browser knows: localStorage "notifications_seen" holds
// the time of the newest article they saw.

const SEEN = "notifications_seen"

// Null on a first visit, and in a browser that keeps nothing: there nothing is new.
export function kept() {
  try {
    return localStorage.getItem(SEEN)
  } catch {
    return null
  }
}

export function keep(articles) {
  try {
    localStorage.setItem(SEEN, articles.map((article) => article.published).sort().at(-1) ?? "")
  } catch {} // said above
}

export function onChange(then) {
  addEventListener("storage", (event) => event.key === SEEN && then())
}
