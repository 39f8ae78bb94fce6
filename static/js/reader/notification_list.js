// Draws what the bell shows; all words are text, never HTML.

export function said(panel, count) {
  return panel.querySelector("[data-said]").dataset.new.replace("%n", count)
}

export function fill(panel, articles, unread) {
  const words = panel.querySelector("[data-said]")
  words.dataset.empty ??= words.textContent
  words.textContent = unread.length ? said(panel, unread.length) : words.dataset.empty
  panel.querySelector("[data-list]").replaceChildren(...articles.map((article) => line(article, unread.includes(article))))
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
