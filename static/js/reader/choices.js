// What the reader has agreed to: the cookie "choices" holds the accepted purposes, parted by %20, or "none".

const COOKIE = /(?:^|; )choices=([^;]*)/

// Purposes: "media" (players of other companies), "statistics" (counting readers).
export function allowed(purpose) {
  if (purpose === "statistics" && navigator.globalPrivacyControl) return false
  return accepted().includes(purpose)
}

export function accepted() {
  return document.cookie.match(COOKIE)?.[1].split("%20") ?? []
}

// `answer` is a FormData of the consent form. Resolves to whether it was kept, or null where the site could not be
// reached. Once it is kept, everyone hears "choices".
export async function keep(answer) {
  const address = document.querySelector("[data-choices]").dataset.choices
  // The answer is a redirect, for those without scripts; nobody needs the page behind it.
  const response = await fetch(address, { method: "POST", body: answer, redirect: "manual" }).catch(() => null)
  if (!response) return null
  if (response.type !== "opaqueredirect") return false
  document.documentElement.dataset.chosen = ""
  document.dispatchEvent(new CustomEvent("choices", { detail: accepted() }))
  return true
}

// One purpose more than before: "always play videos of other companies here".
export function accept(purpose) {
  const answer = new FormData()
  for (const each of new Set([...accepted(), purpose])) answer.append("purpose", each)
  return keep(answer)
}
