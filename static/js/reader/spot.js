// The place on a page that one leaves to sign in, so that one finds it again when back; kept for this tab alone.
const key = "sign_in_spot"

export function leave(address) {
  sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, top: scrollY }))
  if (address) location.assign(address)
}

export function back() {
  const spot = JSON.parse(sessionStorage.getItem(key))
  if (spot?.path !== location.pathname) return
  forget()
  scrollTo({ top: spot.top, behavior: "instant" })
}

export function forget() {
  sessionStorage.removeItem(key)
}

// Signed out: neither the place nor what was written and not sent is for the next reader of this tab.
export function forgetAll() {
  forget()
  for (const each of Object.keys(sessionStorage)) if (each.startsWith("comment ")) sessionStorage.removeItem(each)
  document.dispatchEvent(new CustomEvent("signed-out"))
}
