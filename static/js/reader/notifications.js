// The bell: counts what came since the reader last looked, and shows it. Only this browser knows when that was:
// localStorage "notifications_seen" holds the time of the newest article they saw.
import { attach, place } from "./panel.js";
import { fill, said } from "./notification_list.js";

const SEEN = "notifications_seen"
const EVERY = 5 * 60 * 1000

export function mount(bell) {
  const panel = document.getElementById(bell.dataset.panel)
  const badge = bell.querySelector("[data-count]")
  let articles = []
  let asked = -Infinity

  const unread = () => articles.filter((article) => article.published > (kept() ?? ""))

  function count() {
    const words = said(panel, unread().length)
    badge.textContent = unread().length > 9 ? "9+" : unread().length || ""
    badge.hidden = !unread().length
    // Said in words beside it.
    if (!badge.hidden) badge.setAttribute("aria-hidden", "true")
    else badge.removeAttribute("aria-hidden")
    bell.querySelector("[data-new-said]").textContent = unread().length ? words : ""
  }

  async function ask() {
    if (document.hidden || performance.now() - asked < EVERY) return
    asked = performance.now()
    // The browser asks with the ETag of the last answer; what has not changed is not sent again.
    const answer = await fetch(panel.dataset.address).then((found) => found.json()).catch(() => null)
    if (!answer) return
    articles = answer.articles
    // On a first visit nothing is news yet: all of it stands on the page.
    if (kept() === null) keep(articles)
    count()
  }

  // A press beside an open panel closes it, and the bell is beside it: what follows must not open it again.
  let wasOpen = false
  const isOpen = () => panel.matches(":popover-open")
  bell.addEventListener("pointerdown", () => (wasOpen = isOpen()))

  bell.setAttribute("role", "button")
  attach(panel, [bell])
  bell.addEventListener("click", async (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const closes = wasOpen || isOpen()
    wasOpen = false
    if (closes) return panel.hidePopover()
    await ask()
    fill(panel, articles, unread())
    panel.showPopover({ source: bell })
    place(panel, bell)
    keep(articles)
    count()
  })
  addEventListener("storage", (event) => event.key === SEEN && count())
  addEventListener("visibilitychange", ask)
  setInterval(ask, EVERY)
  const idle = window.requestIdleCallback ?? setTimeout
  idle(ask)
}

function kept() {
  try {
    return localStorage.getItem(SEEN)
  } catch {
    return null
  }
}

function keep(articles) {
  try {
    localStorage.setItem(SEEN, articles.map((article) => article.published).sort().at(-1) ?? "")
  } catch {
    // A browser that keeps nothing counts nothing.
  }
}
