// Tells other moderators which comment somebody is looking at, once they stay with it.

const STAYS = 400 // milliseconds; whoever steps through the list looks at nothing

export function claim(root, list) {
  let last, timer
  root.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-card]")
    if (!card || card === last) return
    last = card
    clearTimeout(timer)
    timer = setTimeout(() => ask(card), STAYS)
  })

  async function ask(card) {
    const body = new FormData(card.querySelector("[data-acts]"))
    const answer = await fetch(root.dataset.claim, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null)
    if (!answer?.ok) return
    const { said } = await answer.json()
    const place = card.querySelector("[data-taken-by]")
    place.textContent = said
    place.hidden = !said
    card.toggleAttribute("data-taken", Boolean(said))
    if (said) list.say(said)
  }
}
