// What is different about a discussion for the member who reads it: what they recommend, wrote, and do not want to see.
import { toggle } from "./recommend.js";

const FRESH = 300_000 // milliseconds
const undo = []

export async function show(thread, wanted) {
  const address = thread.dataset.marks
  const key = `comment ${address}` // removed at sign-out, like everything of that name: spot.js
  let { at = 0, marks } = JSON.parse(sessionStorage.getItem(key) ?? "{}")
  if (Date.now() - at > FRESH) {
    const answer = await fetch(address)
    if (answer.status !== 200) return
    marks = await answer.json()
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), marks }))
  }
  marks.hidden.forEach((number) => cover(thread, document.getElementById(`comment-${number}`)))
  for (const link of thread.querySelectorAll("a[data-recommend]")) {
    const number = Number(link.closest(".comment").id.replace("comment-", ""))
    const button = turn(link, marks.own.includes(number), marks.recommended.includes(number))
    button.addEventListener("click", () => sessionStorage.removeItem(key))
    button.addEventListener("click", () => toggle(button, link.href, thread))
    if (link !== wanted) continue
    button.focus({ preventScroll: true })
    if (button.ariaPressed === "false") button.click()
  }
}

export function hide() {
  for (const each of undo.splice(0)) each()
}

// Nobody recommends their own.
function turn(link, isOwn, isPressed) {
  const button = document.createElement("button")
  button.type = "button"
  button.dataset.recommend = ""
  button.append(...[...link.childNodes].map((node) => node.cloneNode(true)))
  button.ariaPressed = isPressed
  button.hidden = isOwn
  link.replaceWith(button)
  undo.push(() => button.replaceWith(link))
  return button
}

function cover(thread, comment) {
  if (!comment || "ignored" in comment.dataset) return
  comment.dataset.ignored = ""
  comment.append(thread.querySelector("template[data-ignoring]").content.cloneNode(true))
  const cover = comment.lastElementChild
  const uncover = () => {
    cover.remove()
    comment.dataset.ignored = "shown"
  }
  cover.querySelector("button").addEventListener("click", () => {
    uncover()
    comment.tabIndex = -1
    comment.focus({ preventScroll: true })
  })
  undo.push(() => {
    uncover()
    delete comment.dataset.ignored
  })
}
