// The bar over the text: comes when the headline has left the window. On phones it makes room while one reads on, and
// comes back when one turns.

const PHONE = matchMedia("(max-width: 40rem)")

export function mount(bar) {
  bar.hidden = false
  new IntersectionObserver((entries) => {
    // On a busy machine several come at once: the last one holds.
    const { isIntersecting, boundingClientRect } = entries.at(-1)
    bar.toggleAttribute("data-shown", !isIntersecting && boundingClientRect.top < 0)
  }).observe(document.querySelector("h1"))
  hideOnTheWayDown(bar)
  if (!CSS.supports("animation-timeline: --article")) showProgress(bar.querySelector(".reading-bar-progress"))
}

function hideOnTheWayDown(bar) {
  let before = scrollY
  onScroll(() => {
    if (Math.abs(scrollY - before) < 8) return
    bar.toggleAttribute("data-away", PHONE.matches && scrollY > before)
    before = scrollY
  })
}

// Browsers that know scroll-driven animations do without this: see reading_bar.css.
function showProgress(line) {
  const text = document.querySelector(".article .e-content")
  onScroll(() => {
    const { top, height } = text.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, -top / Math.max(1, height - innerHeight)))
    line.style.transform = `scaleX(${share})`
  })
}

function onScroll(callback) {
  let waiting = false
  addEventListener(
    "scroll",
    () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => {
        waiting = false
        callback()
      })
    },
    { passive: true },
  )
}
