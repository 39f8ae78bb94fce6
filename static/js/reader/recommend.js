// "Recommend" below a comment: shown at once, and taken back if the site did not take it.
import { say } from "./status.js";

export async function toggle(button, address, thread) {
  if (button.ariaBusy === "true") return
  const isBack = button.ariaPressed === "true"
  const before = count(button)
  show(button, !isBack, before + (isBack ? -1 : 1))
  button.ariaBusy = "true"
  const answer = await send(`${address}recommend/`, isBack).catch(() => null)
  button.ariaBusy = null
  const said = await answer?.json().catch(() => null)
  if (answer?.ok && said) return show(button, !isBack, said.count)
  show(button, isBack, before)
  say(said?.said ?? thread.dataset.failed)
}

const count = (button) => Number(button.querySelector("b")?.textContent ?? 0)

function show(button, isPressed, number) {
  button.ariaPressed = isPressed
  if (!button.querySelector("b")) button.append(" ", document.createElement("b"))
  button.querySelector("b").textContent = number || ""
}

async function send(address, isBack) {
  const me = await (await fetch(document.querySelector("[data-me]").dataset.me)).json()
  const headers = { Accept: "application/json", "X-CSRFToken": me.csrf }
  const body = new FormData()
  if (isBack) body.set("take_back", "1")
  return fetch(address, { method: "POST", headers, body })
}
