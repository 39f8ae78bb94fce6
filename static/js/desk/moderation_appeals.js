// Appeals by keyboard: j and k step from one to the next, w begins the answer, Escape leaves it.

const root = document.querySelector("[data-appeals]")
const all = [...(root?.querySelectorAll("[data-card]") ?? [])]
const current = () => all.find((card) => card.contains(document.activeElement)) ?? all[0]

function focus(card) {
  card?.focus({ preventScroll: true })
  card?.scrollIntoView({ block: "nearest" })
}

const step = (by) => focus(all[Math.min(Math.max(all.indexOf(current()) + by, 0), all.length - 1)])
const does = {
  j: () => step(1),
  k: () => step(-1),
  w: () => current()?.querySelector("textarea").focus(),
  Escape: () => focus(current()),
}

root?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !does[event.key]) return
  if (event.target.matches("textarea") && event.key !== "Escape") return
  event.preventDefault()
  does[event.key]()
})
if (all.length) {
  root.querySelector("[data-hint]").hidden = false
  focus(all[0])
}
