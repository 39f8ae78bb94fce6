// Turns every "Sign in" into the way to one's own account, and back. Loaded only for those who are signed in.
import { back, forget, forgetAll } from "./spot.js";

const undo = []
let asking

export function mount(page) {
  if (page) back()
  else forget()
  return (asking ??= ask().finally(() => (asking = null)))
}

async function ask() {
  const address = document.querySelector("[data-me]")?.dataset.me
  if (!address) return false
  if (!isSignedIn()) return leave()
  const answer = await fetch(address).catch(() => null)
  if (answer?.status === 204) return leave()
  if (answer?.status !== 200) return false
  const account = await answer.json()
  restore()
  enter(account).catch(() => {})
  document.body.dataset.started = "" // this script is there, also where signing in brought it
  document.querySelectorAll("[data-account]").forEach((link) => turn(link, account))
  for (const part of document.querySelectorAll("[data-signed-out], [data-signed-in]")) {
    const { hidden } = part
    part.hidden = "signedOut" in part.dataset
    undo.push(() => (part.hidden = hidden))
  }
  return true
}

const isSignedIn = () => /(^|; )signed_in=/.test(document.cookie)

// What the account keeps for its member: saved stories, and what they follow.
async function enter(account) {
  for (const link of document.querySelectorAll("[data-follow]")) {
    const follow = await import("./follow.js")
    undo.push(await follow.mount(link, account))
  }
  const saved = await import("./saved_account.js")
  await saved.enter(account)
}

// Called also where nobody was signed in; what guests wrote waits for them to sign in.
function leave() {
  if (undo.length || document.documentElement.dataset.member) forgetAll()
  import("./saved_account.js").then((saved) => saved.leave()).catch(() => {})
  return false
}

function turn(link, account) {
  const { textContent, href } = link
  Object.assign(link, { textContent: link.dataset.account, title: account.name, href: account.address })
  link.dataset.member = ""
  undo.push(() => {
    Object.assign(link, { textContent, href })
    link.removeAttribute("title")
    delete link.dataset.member
  })
}

function restore() {
  for (const each of undo.splice(0)) each()
}

// Signed in or out since, in another tab or on the way back to this page.
function look(event) {
  if (document.hidden || (event.type === "pageshow" && !event.persisted)) return
  if (isSignedIn()) return undo.length || mount()
  leave()
  restore()
}

addEventListener("pageshow", look)
addEventListener("visibilitychange", look)
