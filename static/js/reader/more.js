// Puts the next page of a list under the one that is shown. Without scripts, and when it fails, its link leads there.
import { say } from "./status.js";

const GROUPS = "[data-group]"

// A day that began on the page before goes on in its own list; everything else comes below. Returns the new items.
function append(groups, list) {
  const items = []
  for (const group of groups) {
    const last = list.lastElementChild
    const found = [...group.querySelectorAll(":scope > ul > li")]
    if (last?.dataset.group === group.dataset.group) last.querySelector(":scope > ul").append(...found)
    else list.append(group)
    items.push(...found)
  }
  return items
}

export function mount(link) {
  const list = document.querySelector(GROUPS)?.parentElement
  const added = link.dataset.added
  if (!list) return

  async function load() {
    const response = await fetch(link.href)
    if (!response.ok) throw new Error(response.statusText)
    const next = new DOMParser().parseFromString(await response.text(), "text/html")
    const items = append(next.querySelectorAll(GROUPS), list)
    for (const item of items) item.dispatchEvent(new CustomEvent("added", { bubbles: true }))
    const further = next.querySelector(".pager [rel=next]")
    if (further) link.href = further.getAttribute("href")
    else link.remove()
    items[0]?.querySelector("h3 a")?.focus()
    say(added.replace("%", items.length))
  }

  link.addEventListener("click", async (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    if (link.hasAttribute("aria-busy")) return
    link.setAttribute("aria-busy", "true")
    await load().catch(() => location.assign(link.href))
    link.removeAttribute("aria-busy")
  })
}
