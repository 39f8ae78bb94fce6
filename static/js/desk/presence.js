// Tells people in the same article of each other, and hands it over.

import { send, withToken } from "./autosave_send.js";

const BEAT = 15_000
const IDLE = 300_000 // then they have left: the page must not keep a session alive by itself

export const presence = (form, bar, { keep, saving }) => {
  const find = (name) => bar.querySelector(`[data-${name}]`)
  const [here, changed, taken] = ["here", "changed", "taken"].map(find)
  let active = Date.now()
  let hasTyped = false
  let isShut = false

  const show = (answer) => {
    here.querySelector("ul").replaceChildren(
      ...answer.here.map((line) => Object.assign(document.createElement("li"), { textContent: line })),
    )
    here.hidden = !answer.here.length || Boolean(answer.taken)
    changed.hidden = !answer.changed || Boolean(bar.querySelector("[data-clash]"))
    changed.querySelector("span").textContent = answer.changed
    changed.querySelector("a").href = answer.compare
    changed.querySelector("a").hidden = !answer.compare
  }

  const close = async (says) => {
    if (isShut) return
    isShut = true
    // No key may come after the last save; and of a field that is disabled nothing would be saved.
    form.querySelector(".ProseMirror")?.editor?.setEditable(false)
    for (let part = taken; part !== form; part = part.parentElement) {
      for (const other of part.parentElement.children) other.inert = other !== part
    }
    await keep()
    saving.stop() // what is shut says nothing
    taken.hidden = false
    taken.querySelector("p").textContent = says
    for (const field of form.elements) {
      if (!taken.contains(field) && field.type !== "hidden") field.disabled = true
    }
  }

  const beat = async () => {
    if (!bar.dataset.root || document.hidden || Date.now() - active > IDLE) return
    const fields = { started_from: form.elements.started_from.value, typed: hasTyped ? "1" : "" }
    hasTyped = false
    const answer = await send(`${bar.dataset.root}present/`, withToken(form, fields))
    if (answer.kind !== "saved") return
    show(answer)
    if (answer.taken) close(answer.taken)
    else if (!taken.hidden) location.reload() // whoever took it has left
  }

  const take = async (event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    if (taken.hidden) await keep()
    await send(`${bar.dataset.root}take-over/`, withToken(form))
    saving.leave()
    location.reload()
  }

  form.addEventListener("input", () => (hasTyped = true))
  for (const type of ["input", "pointerdown", "keydown", "focusin"]) {
    document.addEventListener(type, () => {
      const wasIdle = Date.now() - active > IDLE
      active = Date.now()
      if (wasIdle) beat()
    })
  }
  find("take-over").addEventListener("click", take)
  find("take-back").addEventListener("click", take)
  find("take-in").addEventListener("click", () => keep({ isAsked: true }).then(() => (changed.hidden = true)))
  document.addEventListener("visibilitychange", beat)
  setInterval(beat, BEAT)
  beat()
}
