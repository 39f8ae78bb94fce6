// The bell: counts what came since the reader last looked, and what was said to a member meanwhile. What opens is
// notification_list.js.
import { keep, kept, onChange } from "./seen.js";

const EVERY = 5 * 60 * 1000

export function mount(bell) {
  const panel = document.getElementById(bell.dataset.panel)
  const badge = bell.querySelector("[data-count]")
  let articles = null // until an answer came
  let replies = []
  let answered = -Infinity
  let asking

  const listed = () => articles && [...replies, ...articles]
  const unread = () => (listed() ?? []).filter((each) => each.isNew ?? each.published > (kept() ?? "~"))
  const ofMember = (act) => import("./replies.js").then(act).catch(() => [])

  function count() {
    const { length } = unread()
    badge.textContent = length > 9 ? "9+" : length || ""
    badge.hidden = !length
    // Said in words beside it, and in the menu of phones.
    const words = panel.querySelector("[data-said]").dataset.new.replace("%n", length)
    for (const said of document.querySelectorAll("[data-new-said]")) said.textContent = length ? words : ""
  }

  async function ask() {
    // The browser asks with the ETag of the last answer; what has not changed is not sent again.
    const answer = await fetch(panel.dataset.address).then((found) => found.json()).catch(() => null)
    replies = isMember() ? await ofMember((module) => module.fetched(panel)) : []
    if (!answer) return
    answered = performance.now()
    articles = answer.articles
    if (kept() === null) keep(articles) // on a first visit all of it stands on the page, and nothing is news yet
    count()
  }

  function anew() {
    replies = []
    answered = -Infinity
    refresh()
  }

  async function refresh() {
    if (document.hidden || performance.now() - answered < EVERY) return
    await (asking ??= ask().finally(() => (asking = null)))
  }

  Object.assign(bell, { role: "button", ariaExpanded: "false" })
  // A press beside an open panel closes it, and the bell is beside it: what follows must not open it again.
  let wasOpen = false
  bell.addEventListener("pointerdown", () => (wasOpen = panel.matches(":popover-open")))
  bell.addEventListener("keydown", (event) => {
    if (event.key !== " ") return
    event.preventDefault()
    bell.click()
  })
  bell.addEventListener("click", async (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const closes = wasOpen || panel.matches(":popover-open")
    wasOpen = false
    if (closes) return panel.hidePopover()
    const [list] = await Promise.all([import("./notification_list.js").catch(() => null), refresh()])
    if (!list) return location.assign(bell.href)
    list.show(panel, bell, listed(), unread())
    if (articles) keep(articles) // what was not fetched was not seen
    if (replies.length) ofMember((module) => module.see(panel, replies)).then(count)
    count()
  })
  onChange(count)
  for (const name of ["signed-in", "signed-out"]) document.addEventListener(name, anew)
  addEventListener("visibilitychange", refresh)
  setInterval(refresh, EVERY)
  ;(window.requestIdleCallback ?? setTimeout)(refresh)
}

const isMember = () => /(^|; )signed_in=/.test(document.cookie)
