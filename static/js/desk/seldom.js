// What is not needed to begin writing: fetched for the first press, key or selection that needs it, which then happens
// again. If it cannot be fetched, buttons do what they do without scripts.

const form = document.querySelector("#article_form")
const find = (name) => form?.querySelector(name)
const isMod = (event) => event.ctrlKey || event.metaKey

const later = (fetched, wanted) => {
  const types = Object.keys(wanted)
  const meet = async (event) => {
    const { type, target, cancelable } = event
    if (!wanted[type](event)) return
    if (cancelable) event.preventDefault()
    if (cancelable) event.stopImmediatePropagation()
    await fetched().catch(() => {})
    for (const each of types) document.removeEventListener(each, meet, { capture: true })
    if (type === "click") target.click()
    else target.dispatchEvent(new event.constructor(type, event))
  }
  for (const type of types) document.addEventListener(type, meet, { capture: true })
}

if (find("[data-check]")) {
  const fetched = () => import("./publish_dialog.js")
  find("[data-check-again]").hidden = false
  later(fetched, {
    click: ({ target }) => target.closest("[data-check-again], [data-check] [data-mend]"),
    keydown: (event) => event.key === "Enter" && isMod(event) && !event.shiftKey && !event.altKey,
  })
  const observer = new MutationObserver(async () => {
    observer.disconnect()
    ;(await import("./check.js")).check()
  })
  // What keeps the text says so here, and the list is of what was kept.
  observer.observe(find("[data-said]"), { childList: true, characterData: true, subtree: true })
}

if (find("[data-remarks]")) {
  const fetched = () => import("./remarks.js")
  if (find("[data-remarks] [data-quote]")) fetched()
  later(fetched, {
    click: ({ target }) => target.closest("[data-remarks] button[formaction]"),
    keydown: (event) => event.code === "KeyM" && isMod(event) && event.altKey,
    selectionchange: () => form.contains(document.activeElement),
  })
}
