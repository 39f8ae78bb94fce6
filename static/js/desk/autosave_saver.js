// Sends what the form says, one request after the other, and makes the page one of the text that was saved.

import { changes, entries, fieldOf, isText, said } from "./autosave_form.js";
import { send } from "./autosave_send.js";
import { teller } from "./autosave_teller.js";

const LONGEST = 4000 // that a press of a button waits for what is under way

const bodyOf = (form, isDecided) => {
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"))
  const decided = [...body.keys()].filter((name) => name === "seen_revision" || name.startsWith("decided-"))
  if (!isDecided) for (const name of decided) body.delete(name)
  return body
}

export const saver = (form, bar, copies) => {
  const tell = teller(form, bar)
  let kept = bar.dataset.unsaved ? "" : said(form)
  let busy = null
  let isLeaving = false
  let wrong = [] // fields that were not kept, as there is a mistake in them

  const copy = () => copies.write(changes(form, kept ? JSON.parse(kept) : [], wrong), form.elements.started_from.value)

  const become = ({ address, article, number }) => {
    if (!bar.dataset.article) history.replaceState(history.state, "", address)
    form.action = address
    Object.assign(bar.dataset, { article, root: address.replace(/change\/$/, "") })
    form.elements.started_from.value = number
  }

  const takeIn = ({ takeIn }, answer, sent) => takeIn(form, answer, sent, { entries, fieldOf, isText })
  const saved = async (answer, sent) => {
    // If it cannot be fetched now, a later save takes it in.
    const theirs = answer.theirs.length && (await import("./autosave_theirs.js").catch(() => null))
    const isSame = !answer.theirs.length || Boolean(theirs && (await takeIn(theirs, answer, sent)))
    const startedFrom = form.elements.started_from.value
    become(answer)
    if (!isSame) form.elements.started_from.value = startedFrom
    kept = answer.theirs.length && isSame ? said(form) : JSON.stringify(sent)
    wrong = answer.wrong_fields
    if (wrong.length) copy()
    else copies.clear()
    tell.saved(answer)
  }

  const once = async ({ isDecided = false, isLast = false } = {}) => {
    const sent = entries(form)
    const address = bar.dataset.root ? `${bar.dataset.root}autosave/` : bar.dataset.new
    tell.saving()
    const answer = await send(address, bodyOf(form, isDecided), { isLast })
    const isCopied = answer.kind === "saved" || copy()
    bar.toggleAttribute("data-uncopied", !isCopied) // leaving the page asks
    if (answer.kind === "saved") await saved(answer, sent)
    else tell.notSaved(answer, isCopied)
    if (answer.kind === "clash") kept = JSON.stringify(sent)
  }

  const isTyped = () => !isLeaving && said(form) !== kept
  return {
    copy,
    isTyped,
    isBusy: () => busy !== null,
    rest: () => Promise.race([busy, new Promise((resolve) => setTimeout(resolve, LONGEST))]).then(() => (busy = null)),
    stop: () => (isLeaving = true),
    leave: () => {
      isLeaving = true
      setTimeout(() => (isLeaving = false), 10_000)
    },
    async keep(how = {}) {
      while (busy) await busy
      if (!how.isDecided && !how.isAsked && !isTyped()) return
      const mine = once(how).finally(() => {
        if (busy === mine) busy = null
      })
      busy = mine
      await mine
    },
  }
}
