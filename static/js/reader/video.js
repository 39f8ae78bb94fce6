// Plays the film of another platform in its place, once the reader has said yes to that platform: here, or for good in
// the privacy choices, to all such platforms. Without scripts the link leads to the platform.
import { accept, allowed } from "./choices.js";

const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture"

function play(root) {
  const { player, title } = root.dataset
  const frame = document.createElement("iframe")
  // Without the referrer YouTube refuses to play; it learns the site, not the page.
  Object.assign(frame, { src: player, title, allow: ALLOW, referrerPolicy: "strict-origin-when-cross-origin" })
  frame.allowFullscreen = true
  root.querySelector("[data-notice]")?.remove()
  root.append(frame)
  root.dataset.playing = ""
  frame.focus()
}

function ask(root) {
  const notice = root.querySelector("template").content.firstElementChild.cloneNode(true)
  notice.dataset.notice = ""
  root.append(notice)
  root.dataset.asking = ""
  const agree = notice.querySelector("[data-agree]")
  const always = notice.querySelector("[data-always]")
  agree.addEventListener("click", () => {
    if (always.checked) accept("media")
    play(root)
  })
  agree.focus()
}

export function mount(root) {
  root.querySelector("[data-play]").addEventListener("click", () => (allowed("media") ? play(root) : ask(root)))
}
