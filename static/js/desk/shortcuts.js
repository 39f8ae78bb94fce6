// Keys of the desk: Mod+S saves wherever the cursor is, / goes to the search of a list, ? lists them all.
// The last two are single keys, and can be turned off (WCAG 2.1.4); localStorage remembers it as desk-single-keys.

const KEY = "desk-single-keys"
const WRITING = "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"

const dialog = document.querySelector("[data-keys-dialog]")
const single = dialog?.querySelector("[data-single-keys]")

const remembered = () => {
  try {
    return localStorage.getItem(KEY) !== "off"
  } catch {
    return true // nothing may be stored here
  }
}

const remember = () => {
  try {
    if (single.checked) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, "off")
  } catch {
    // then it holds for this page
  }
}

const open = () => {
  if (!dialog.open) dialog.showModal()
}

const search = () => {
  const field = document.querySelector("#searchbar, main input[type=search], #nav-filter")
  field?.focus()
  return Boolean(field)
}

const save = () => {
  const button = document.querySelector("button[name=_save], button[name=_update]")
  button?.click()
  return Boolean(button)
}

const does = { "/": search, "?": () => (open(), true) }

const press = (event) => {
  const { key, target, altKey } = event
  const isMod = event.ctrlKey || event.metaKey
  if (isMod && !altKey && !event.shiftKey && key.toLowerCase() === "s") {
    if (save()) event.preventDefault()
    return
  }
  const isWriting = target.isContentEditable || target.matches?.(WRITING)
  if (isMod || altKey || isWriting || !single?.checked || document.querySelector("dialog:modal")) return
  // A page with keys of its own has a list of them of its own.
  if (key === "?" && document.querySelector("[data-help]")) return
  if (does[key]?.()) event.preventDefault()
}

document.addEventListener("keydown", press)

if (dialog) {
  single.checked = remembered()
  single.addEventListener("change", remember)
  document.querySelector("[data-keys]").hidden = false
  document.querySelector("[data-keys-open]").addEventListener("click", open)
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close()
  })
  if (/Mac|iP(hone|ad)/.test(navigator.platform)) for (const mod of dialog.querySelectorAll("[data-mod]")) mod.textContent = "⌘"
}
