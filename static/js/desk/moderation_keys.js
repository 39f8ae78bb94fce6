// The keys of the desk, while the focus is among its comments.

const WRITING = "textarea, select, input:not([type=radio], [type=checkbox])"

export function keys(root, list, { act, undo, last }) {
  const press = (verb) => {
    const card = list.current()
    const button = card?.querySelector(`button[value=${verb}]`)
    if (button) act(card, button.form, button)
  }
  const open = (name, field) => {
    const part = list.current()?.querySelector(`[data-${name}]`)
    if (!part) return
    part.open = true
    part.querySelector(field).focus()
  }
  const does = {
    j: () => list.step(1),
    k: () => list.step(-1),
    a: () => press("approve"),
    s: () => press("spam"),
    h: () => press("hold"),
    r: () => open("reject", "input[type=radio]"),
    w: () => open("answer", "textarea"),
    f: () => open("feature", "input[name=note]"),
    x: () => list.current()?.querySelector("[data-tick]").click(),
    z: undo,
    "?": () => root.querySelector("[data-help]").showModal(),
    Escape() {
      const card = list.current()
      for (const opened of card?.querySelectorAll("details[open]") ?? []) opened.open = false
      list.focus(card)
    },
  }

  function choose(digit) {
    const reason = list.current()?.querySelector(`[data-reject][open] [data-digit="${digit}"]`)
    if (!reason) return
    reason.checked = true
    press("reject")
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || root.querySelector("dialog[open]")) return
    if (event.target.matches(WRITING) && event.key !== "Escape") return
    const wanted = does[event.key] ?? (/^[1-9]$/.test(event.key) ? () => choose(event.key) : null)
    if (!wanted) return
    event.preventDefault()
    wanted()
  })
  root.addEventListener("keydown", ({ key, ctrlKey, metaKey, target }) => {
    if (key !== "Enter" || !(ctrlKey || metaKey) || !target.matches("[data-acts] textarea")) return
    target.form.requestSubmit(target.form.querySelector("[type=submit]"))
  })
  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-acts]")) return
    event.preventDefault()
    act(event.target.closest("[data-card]"), event.target, event.submitter)
  })
  last.addEventListener("submit", (event) => {
    event.preventDefault()
    undo()
  })
}
