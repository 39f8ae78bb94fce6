// Asks the server what the form, as it is typed, would look like. One request at a time: a newer one ends the one before.

const PAUSE = 250 // milliseconds without a key
const LONGEST = 600 // while somebody types on and on

export const rendering = (form, address, show) => {
  let timer
  let since = 0
  let asked

  const ask = async () => {
    since = 0
    asked?.abort()
    if (!address()) return
    asked = new AbortController()
    const { signal } = asked
    try {
      const response = await fetch(address(), { method: "POST", body: new FormData(form), signal })
      show(response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null)
    } catch {
      if (!signal.aborted) show(null)
    }
  }

  return () => {
    clearTimeout(timer)
    since ||= performance.now()
    timer = setTimeout(ask, Math.max(0, Math.min(PAUSE, since + LONGEST - performance.now())))
  }
}
