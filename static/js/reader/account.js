// Turns every "Sign in" into the way to one's own account. Loaded only for those who are signed in.

export async function mount(root) {
  const address = root.querySelector("[data-me]")?.dataset.me
  if (!address) return false
  const answer = await fetch(address).catch(() => null)
  if (answer?.status !== 200) return false
  const account = await answer.json()
  for (const link of root.querySelectorAll("[data-account]")) {
    link.textContent = link.dataset.account
    link.title = account.name
    link.href = account.address
    link.dataset.signedIn = ""
  }
  for (const question of root.querySelectorAll("[data-signed-out]")) question.hidden = true
  return true
}
