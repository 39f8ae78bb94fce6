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
  const { decide, undo: undoing, failed } = root.dataset
  const last = document.querySelector("[data-last]")
  const done = []
  let under_way = Promise.resolve()

  function remember(told, taken) {
    done.push({ act: told.act, taken })
    last.elements.act.value = told.act
    last.querySelector("[data-last-said]").textContent = told.said
    last.hidden = false
    list.say(told.said)
  }

  async function act(card, form, button) {
    const ticked = list.ticked()
    const taken = ticked.length ? ticked : [card]
    const body = sent(form, button, taken)
    const following = list.after(taken)
    for (const opened of card.querySelectorAll("details[open]")) opened.open = false
    list.hide(taken)
    list.focus(following)
    next()
    const posted = post(decide, body)
    under_way = Promise.allSettled([under_way, posted])
    try {
      const told = await posted
      remember(told, taken.filter((each) => !told.skipped.includes(Number(each.dataset.card))))
      list.show(taken.filter((each) => told.skipped.includes(Number(each.dataset.card))))
    } catch (error) {
      list.show(taken)
      list.focus(card)
      list.say(error.cause ?? failed)
    }
  }

  async function undo() {
    list.say(root.dataset.undoing)
    await under_way
    const { act: number, taken } = done.pop() ?? { act: last.elements.act.value, taken: [] }
    const body = new FormData(last)
    body.set("act", number)
    try {
      const told = await post(undoing, body)
      if (taken.length) list.show(taken)
      else for (const html of told.cards) list.place.insertAdjacentHTML("afterbegin", html)
      list.focus(taken[0] ?? list.all()[0])
      list.say(told.said)
      last.elements.act.value = done.at(-1)?.act ?? ""
      last.hidden = !done.length
    } catch (error) {
      if (taken.length) done.push({ act: number, taken })
      list.say(error.cause ?? failed)
    }
  }

  return { act, undo, last }
}
