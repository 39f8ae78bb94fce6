// The buttons beside the share links: copy the address, print, and the device's own way of sharing or our panel.
import { attach } from "./panel.js";
import { say } from "./status.js";

const panel = document.getElementById("share-panel")
if (panel) attach(panel)

async function copy(button) {
  const { address } = panel.dataset
  try {
    await navigator.clipboard.writeText(address)
  } catch {
    copyOldWay(address)
  }
  say(button.dataset.said)
}

// Without TLS, or without the permission, there is no clipboard to write to but that of the selection.
function copyOldWay(address) {
  const field = Object.assign(document.createElement("textarea"), { value: address })
  document.body.append(field)
  field.select()
  document.execCommand("copy")
  field.remove()
}

function open(event) {
  if (!navigator.share) return
  event.preventDefault()
  const { address: url, headline: title } = panel.dataset
  navigator.share({ url, title }).catch(() => {}) // closing it again is no error
}

const actions = { copy: (event) => copy(event.currentTarget), print: () => print(), open }

export function mount(button) {
  button.addEventListener("click", actions[button.dataset.share])
}
