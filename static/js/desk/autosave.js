// Keeps what is typed: when somebody pauses, leaves a field or leaves the page. Readers get none of it.

import { entries, fieldOf, isText } from "./autosave_form.js";
import { local } from "./autosave_local.js";
import { saver } from "./autosave_saver.js";
import { presence } from "./presence.js";

const PAUSE = 10_000
const LONGEST = 30_000
const AGAIN = 15_000

const form = document.querySelector("#article_form")
const bar = form?.querySelector("[data-autosave]")

const watch = (saving, copies) => {
  let timer, copying, since
  const isTyped = () => saving.isTyped()
  const wait = (pause) => {
    clearTimeout(timer)
    timer = setTimeout(keep, pause)
  }
  const copy = () => isTyped() && saving.copy()
  const keep = async (how) => {
    clearTimeout(timer)
    since = undefined
    if (isTyped()) copy()
    await saving.keep(how)
    if (isTyped()) wait(AGAIN)
  }
  const typed = (event) => {
    if (event?.target.name?.startsWith("decided-")) return
    since ??= Date.now()
    wait(Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())))
    clearTimeout(copying)
    copying = setTimeout(copy, 1000)
  }
  form.addEventListener("input", typed)
  form.addEventListener("change", typed)
  // A button that is pressed next sends all of it anyway.
  form.addEventListener("focusout", (event) => event.relatedTarget?.type !== "submit" && keep())
  document.addEventListener("visibilitychange", () => document.hidden && keep({ isLast: true }))
  window.addEventListener("pagehide", () => keep({ isLast: true }))
  window.addEventListener("online", () => keep())
  form.addEventListener("submit", (event) => {
    clearTimeout(timer)
    // What is sent elsewhere is no save, whatever becomes of it there.
    const isElsewhere = event.submitter?.hasAttribute("formaction") && isTyped() && !event.submitter.dataset.tried
    if (saving.isBusy() || isElsewhere) {
      event.preventDefault()
      if (isElsewhere) event.submitter.dataset.tried = "1"
      const done = isElsewhere ? saving.keep() : saving.rest()
      done.then(() => form.requestSubmit(event.submitter))
    } else {
      copy()
      copies.send()
      saving.leave()
    }
  })
  return keep
}

if (bar && form.elements.started_from) {
  const copies = local(bar, Date.now())
  const saving = saver(form, bar, copies)
  const keep = watch(saving, copies)
  copies.arrive()
  form.elements._page.value = copies.key // what was saved, if no answer comes, is known by it
  form.autocomplete = "off" // no browser fills in what it remembers of another day
  const show = ({ offer }) => offer(form, bar.querySelector("[data-offer]"), copies, keep, { entries, fieldOf, isText })
  if (copies.others().length) import("./autosave_offer.js").then(show)
  presence(form, bar, { keep, saving })
  bar.querySelector("[data-clash-place]").addEventListener("click", (event) => {
    if (!event.target.closest("[data-decide]")) return
    const boxes = [...form.querySelectorAll("[name^=decided-]")]
    if (boxes.every((box) => box.reportValidity())) keep({ isDecided: true })
  })
  if (bar.dataset.unsaved) keep()
}
