// The list of what stands in the way of publishing, of what is typed now; each entry leads to its field.

import { goTo } from "./check_field.js";

const root = document.querySelector("[data-check]")
const PAUSE = 800
let asking = null

const show = (html) => {
  const shown = root.querySelector("[data-check-shown]")
  shown.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes)
  const outcome = shown.querySelector("[data-outcome]")
  if (!outcome) return null
  root.querySelector("[data-override]").hidden = !("mayOverride" in outcome.dataset)
  return outcome.dataset
}

// What is typed is sent, and what comes back replaces the list: the words and the button for what is next.
export const check = async () => {
  asking?.abort()
  asking = new AbortController()
  const { signal } = asking
  try {
    const body = new FormData(root.closest("form"))
    const response = await fetch(root.dataset.check, { method: "POST", body, signal })
    return response.ok && !response.redirected ? show(await response.text()) : null
  } catch {
    return null // there is no connection, or a newer question
  }
}

const say = () => {
  const sum = root.querySelector(".desk-check-sum strong")
  root.querySelector("[data-check-said]").textContent = sum?.textContent.replace(/\s+/g, " ").trim() ?? ""
}

if (root) {
  const again = root.querySelector("[data-check-again]")
  again.addEventListener("click", async () => {
    await check()
    say()
  })
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-mend]")
    if (!link) return
    const dialog = root.closest("dialog")
    dialog?.close()
    if (goTo(link.dataset.mend, link.hash.slice(1))) event.preventDefault()
  })
  // What keeps the text says so here; then somebody paused, and the list is of what was kept.
  const saved = document.querySelector("[data-said]")
  let timer
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(check, PAUSE)
  }
  if (saved) new MutationObserver(later).observe(saved, { childList: true, characterData: true, subtree: true })
}
