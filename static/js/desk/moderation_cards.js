// The comments that wait, and which of them has the focus.

const shown = (item) => item && !item.hidden

export function cards(root) {
  const place = root.querySelector("[data-cards]")
  const empty = root.querySelector("[data-empty]")
  const said = root.querySelector("[data-said]")
  const count = document.querySelector(`[data-count="${root.dataset.queue}"]`)
  const list = {
    place,
    all: () => [...place.querySelectorAll("li:not([hidden]) > [data-card]")],
    current: () => document.activeElement?.closest?.("[data-card]") ?? list.all()[0],
    ticked: () => list.all().filter((card) => card.querySelector("[data-tick]").checked),
    say: (words) => (said.textContent = words),
    focus(card) {
      const target = card ?? (said.textContent ? said : empty)
      if (!card) target.tabIndex = -1
      target.focus({ preventScroll: true })
      target.scrollIntoView({ block: "nearest" })
    },
    step(by) {
      const all = list.all()
      list.focus(all[Math.min(Math.max(all.indexOf(list.current()) + by, 0), all.length - 1)])
    },
    after(taken) {
      const all = list.all()
      const from = all.indexOf(taken[0])
      return all.slice(from).find((card) => !taken.includes(card)) ?? all.filter((card) => !taken.includes(card)).at(-1)
    },
    hide: (taken) => list.show(taken, false),
    show(taken, isShown = true) {
      for (const card of taken) {
        card.closest("li").hidden = !isShown
        card.querySelector("[data-tick]").checked = false
      }
      const changed = Number(count?.textContent) + (isShown ? taken.length : -taken.length)
      if (changed >= 0) count.textContent = changed
      empty.hidden = [...place.children].some(shown)
    },
  }
  return list
}
