// Shows what the bell opens; all words are text, never HTML.
import { attach, place } from "./panel.js";

const attached = new Set()

// `articles` is null if they could not be fetched.
export function show(panel, bell, articles, unread) {
  const words = panel.querySelector("[data-said]")
  words.dataset.empty ??= words.textContent
  if (!articles) words.textContent = words.dataset.failed
  else words.textContent = unread.length ? words.dataset.new.replace("%n", unread.length) : words.dataset.empty
  const lines = (articles ?? []).map((article) => line(article, unread.includes(article)))
  panel.querySelector("[data-list]").replaceChildren(...lines)
  panel.showPopover({ source: bell })
  if (attached.has(panel)) return place(panel, bell)
  attached.add(panel)
  attach(panel, [bell]) // open already, and placed by this
}

function line(article, isNew) {
  const item = document.createElement("li")
  const link = document.createElement("a")
  const time = document.createElement("time")
  link.className = "links-headline"
  link.href = article.address
  link.textContent = article.headline
  time.dateTime = article.published
  time.textContent = article.date
  item.append(link, time)
  item.classList.toggle("is-new", isNew)
  return item
}
