// Says once per visit that an article was read: after ten seconds in view, or when half of it has passed. Only of
// readers who agreed to be counted; what is sent is the number of the article and nothing else.

const ENOUGH = 10_000

export function mount(text) {
  let seen = 0
  let since = 0
  let timer

  function stop() {
    clearTimeout(timer)
    removeEventListener("scroll", scrolled)
    document.removeEventListener("visibilitychange", count)
  }

  // Stops before it waits, so that nothing tells twice. Who agrees later on has read by then.
  async function tell() {
    stop()
    const { allowed } = await import("./choices.js")
    if (allowed("statistics")) navigator.sendBeacon(text.dataset.address, text.dataset.article)
    else document.addEventListener("choices", tell, { once: true })
  }

  // Time goes by only while the page can be seen.
  function count() {
    clearTimeout(timer)
    if (since) seen += performance.now() - since
    since = document.hidden ? 0 : performance.now()
    if (since) timer = setTimeout(tell, Math.max(0, ENOUGH - seen))
  }

  function scrolled() {
    const { top, height } = text.getBoundingClientRect()
    if (top + height / 2 < 0) tell()
  }

  function begin() {
    document.addEventListener("visibilitychange", count)
    addEventListener("scroll", scrolled, { passive: true })
    count()
  }

  // A page drawn in advance was not read yet.
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true })
  else begin()
}
