// Asks for what has the typed words, shows it below them, and chooses from it with arrows and Enter or a press.

import { option, question } from "./combobox_question.js";

const PAUSE = 200

export const start = ({ select, input, list, said, choose, show }) => {
  const { dataset } = select
  const ask = question(select, input)
  let timer, active, isStale
  let page = { number: 0, isMore: false }
  let last = Promise.resolve()

  const mark = (next) => {
    if (active) active.ariaSelected = "false"
    active = next ?? null
    input.setAttribute("aria-activedescendant", active?.id ?? "")
    if (active) active.ariaSelected = "true"
    active?.scrollIntoView({ block: "nearest" })
  }
  const open = (isOpen) => {
    list.hidden = !isOpen
    input.ariaExpanded = String(isOpen)
  }
  const close = () => {
    clearTimeout(timer)
    ask.stop()
    mark(null)
    open(false)
    said.textContent = ""
  }
  const take = (chosen) => close(choose(chosen.dataset.value, chosen.textContent))
  const turn = async (number) => {
    if (number === 1) isStale = false
    page.isMore = false
    const answer = await ask(number)
    if (!answer || document.activeElement !== input) return
    if (number === 1) mark(null)
    if (number === 1) list.replaceChildren()
    for (const result of answer.results ?? []) list.append(option(result, `${list.id}_${list.children.length}`))
    page = { number, isMore: Boolean(answer.more) }
    const count = list.children.length
    const words = page.isMore ? dataset.more : dataset.found
    said.textContent = answer.results ? (count ? words.replace("0", count) : dataset.none) : dataset.failed
    open(count > 0)
  }
  const move = async (step) => {
    clearTimeout(timer)
    if (list.hidden || isStale) await turn(1)
    const at = active ? [...list.children].indexOf(active) + step : step > 0 ? 0 : -1
    if (at === list.children.length && page.isMore) await turn(page.number + 1)
    mark(list.children[at] ?? (step > 0 ? list.firstChild : list.lastChild))
  }
  const does = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => active && take(active),
    Escape: () => (close(), show()),
  }

  list.addEventListener("pointerdown", (event) => event.preventDefault()) // the cursor stays
  list.addEventListener("click", ({ target }) => target.role === "option" && take(target))
  list.addEventListener("scroll", () => {
    if (page.isMore && list.scrollTop + list.clientHeight > list.scrollHeight - 40) turn(page.number + 1)
  })
  input.addEventListener("blur", close)
  return {
    later() {
      isStale = true
      mark(null) // of other words than those that stand there now
      clearTimeout(timer)
      timer = setTimeout(turn, PAUSE, 1)
    },
    press: (key) => (last = last.then(does[key])), // one after the other, however slow the answers are
  }
}
