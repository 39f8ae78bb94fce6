// Brings the next page before it is needed.

const FEW = 8

export function more(root, list) {
  let { next } = root.dataset
  let isFetching = false
  const link = root.querySelector("[data-more]")

  return async function () {
    if (!next || isFetching || list.all().length > FEW) return
    isFetching = true
    const answer = await fetch(`?${next}`).catch(() => null)
    isFetching = false
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    for (const item of page.querySelectorAll("[data-cards] > li")) {
      const { card } = item.firstElementChild.dataset
      if (!list.place.querySelector(`[data-card="${card}"]`)) list.place.append(document.adoptNode(item))
    }
    next = page.querySelector("[data-moderation]").dataset.next
    const further = link?.querySelector("a")
    if (next && further) further.href = `?${next}`
    else link?.remove()
    root.querySelector("[data-empty]").hidden = list.all().length > 0
  }
}
