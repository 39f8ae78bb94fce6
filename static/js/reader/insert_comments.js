// Puts the comments of a fetched page that are not there yet into their places; what is being read does not move.

// Returns the new ones, in the order of the page.
export function insert(page, thread) {
  const root = document.documentElement
  const read = [...thread.querySelectorAll(".comment")].find((comment) => comment.getBoundingClientRect().bottom > 0)
  const before = read?.getBoundingClientRect().top
  root.style.overflowAnchor = "none" // else the browser would move it too
  const added = fill(listIn(page), listIn(thread) ?? begin(thread))
  if (read) scrollBy({ top: read.getBoundingClientRect().top - before, behavior: "instant" })
  requestAnimationFrame(() => (root.style.overflowAnchor = ""))
  return added
}

const listIn = (element) => element?.querySelector(":scope > .thread-list")
const placeOf = (item) => item.querySelector(":scope > [id]")

function begin(thread) {
  const list = document.createElement("ol")
  list.className = "thread-list"
  thread.querySelector("[data-new]").parentElement.before(list)
  return list
}

// Each after the one before it on the page; whatever else is in the list stays.
function fill(from, list) {
  const added = []
  let last = null
  for (const item of from ? [...from.children] : []) {
    const known = document.getElementById(placeOf(item)?.id)?.closest("li")
    if (known) {
      const replies = listIn(item)
      if (replies) added.push(...fill(replies, listIn(known) ?? known.appendChild(replies.cloneNode(false))))
      last = known
      continue
    }
    if (last) last.after(item)
    else if (list.matches(".thread-list .thread-list")) list.append(item)
    else list.prepend(item)
    last = item
    for (const comment of item.querySelectorAll(".comment")) {
      comment.tabIndex = -1
      comment.dataset.fresh = ""
      added.push(comment)
    }
  }
  return added
}
