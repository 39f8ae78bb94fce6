// Makes the link to what one can follow a button that does it at once. Loaded only for those who are signed in.
import { say } from "./status.js";

const JSON_PLEASE = { Accept: "application/json" }
let asked

// All that the member follows, as the addresses name it: tag=12. One question for all links of a page.
async function follows(address, key) {
  if (asked?.key !== key) asked = { key, answer: fetch(address, { headers: JSON_PLEASE }).then((answer) => answer.json()) }
  return (await asked.answer).follows
}

// Returns what takes it back.
export async function mount(link, { key, csrf }) {
  const found = await follows(link.dataset.list, key)
  const button = document.createElement("button")
  Object.assign(button, { type: "button", className: link.className })
  button.append(...[...link.childNodes].map((node) => node.cloneNode(true)))
  button.ariaPressed = found.includes(new URL(link.href).search.slice(1))
  button.addEventListener("click", async () => {
    const isPressed = button.ariaPressed === "true"
    button.ariaPressed = !isPressed
    const headers = { ...JSON_PLEASE, "X-CSRFToken": csrf }
    const options = { method: "POST", headers, keepalive: true }
    const answer = await fetch(isPressed ? link.dataset.remove : link.href, options).catch(() => null)
    const { said } = answer?.headers.get("Content-Type") === "application/json" ? await answer.json() : {}
    if (!answer?.ok) button.ariaPressed = isPressed
    asked = null
    say(said ?? link.dataset.failed)
  })
  const hadFocus = document.activeElement === link
  link.replaceWith(button)
  if (hadFocus) button.focus()
  return () => button.replaceWith(link)
}
