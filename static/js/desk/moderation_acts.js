// Decides and undoes. What was decided disappears at once, and comes back if it did not arrive.

async function post(address, body) {
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } })
  const told = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error("refused", { cause: told.said })
  return told
}

function sent(form, button, taken) {
  const body = new FormData(form)
  if (button) body.set("verb", button.value)
  body.delete("number")
  for (const card of taken) body.append("number", card.querySelector("[data-tick]").value) // and how it was shown
  return body
}

export function acting(root, list, next) {
  const { undo: undoing, failed } = root.dataset
  const last = document.querySelector("[data-last]")
  const link = last.querySelector("[data-last-link]")
  const done = []
  let under_way = Promise.resolve()

  function remember(told, taken) {
    done.push({ act: told.act, taken })
    last.elements.act.value = told.act
    last.querySelector("[data-last-said]").textContent = told.said
    last.hidden = false
    if (link) Object.assign(link, { href: told.address ?? "", hidden: !told.address })
    list.say(told.said)
  }

  async function act(card, form, button) {
    const ticked = form.matches("[data-alone]") ? [] : list.ticked()
    const taken = ticked.length ? ticked : [card]
    const body = sent(form, button, taken)
    const following = list.after(taken)
    for (const opened of card.querySelectorAll("details[open]")) opened.open = false
    list.hide(taken)
    list.focus(following)
    next()
    const posted = post(form.action, body)
    under_way = Promise.allSettled([under_way, posted])
    try {
      const told = await posted
      const stays = (each) => told.stays || told.skipped.includes(Number(each.dataset.card))
      remember(told, taken.filter((each) => !stays(each)))
      list.show(taken.filter(stays))
      if (told.stays) form.reset()
    } catch (error) {
      list.show(taken)
      if (form.matches("[data-alone]")) form.parentElement.open = true // with what was written
      list.focus(card)
      list.say(error.cause ?? failed)
    }
  }

  async function undo() {
    list.say(root.dataset.undoing)
    await under_way
    const { act: number = last.elements.act.value, taken = [] } = done.pop() ?? {}
    last.elements.act.value = number
    try {
      const told = await post(undoing, new FormData(last))
      if (taken.length) list.show(taken)
      else for (const html of told.cards) list.place.insertAdjacentHTML("afterbegin", html)
      list.focus(taken[0] ?? list.all()[0])
      list.say(told.said)
      link?.setAttribute("hidden", "")
      last.elements.act.value = done.at(-1)?.act ?? ""
      last.hidden = !done.length
    } catch (error) {
      if (taken.length) done.push({ act: number, taken })
      list.say(error.cause ?? failed)
    }
  }

  return { act, undo, last }
}
