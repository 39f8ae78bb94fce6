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
