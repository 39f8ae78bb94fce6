// Plays the film of another platform in its place, once the reader has said yes to that platform: here, or for good in
// the privacy choices (the cookie `choices`). Without scripts the link leads to the platform.

const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture"

function isAllowed() {
  const [, kept = ""] = document.cookie.match(/(?:^|; )choices=([^;]*)/) ?? []
  return decodeURIComponent(kept).split(/[\s+]+/).includes("media")
}

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
  agree.addEventListener("click", () => play(root))
  agree.focus()
}

export function mount(root) {
  root.querySelector("[data-play]").addEventListener("click", () => (isAllowed() ? play(root) : ask(root)))
}
