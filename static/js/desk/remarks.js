// Remarks without leaving the text: select words, press “Remark” or Mod+Alt+M; the panel is renewed where it stands.

import { BLOCKS, selected } from "./remark_words.js";

const form = document.querySelector("#article_form")
const find = (name) => form?.querySelector(name)

const send = async (button) => {
  const panel = find("[data-remarks]")
  const all = [...panel.querySelectorAll("[name]")]
  const fields = all.map((field) => [field.name, field.value])
  const part = button.closest("details, .desk-remarks-new")
  const others = all.filter((field) => !part?.contains(field)).map((field) => field.name)
  const body = new URLSearchParams([...fields, ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]])
  button.disabled = true
  const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } })
  if (answer.status !== 200 && answer.status !== 422) throw new Error(answer.status)
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-remarks]")
  for (const [name, value] of fields) {
    const field = fresh.querySelector(`[name="${CSS.escape(name)}"]`) // none of what is settled now
    const isLeft = answer.status === 422 || others.includes(name)
    if (field) field.value = isLeft ? value : ""
    if (field && isLeft && value) field.closest("details")?.setAttribute("open", "")
  }
  panel.replaceWith(fresh)
  find("[data-remarks-open]").textContent = fresh.querySelector("[data-open]")?.dataset.open ?? "0"
  fresh.querySelector("[role=alert], #remarks-heading").focus()
  mark()
}

const write = ({ quote, name, around }) => {
  const [before, after] = around()
  find("[name=_remark-before]").value = before.slice(-96)
  find("[name=_remark-after]").value = after.slice(0, 96)
  find("#remark-quote").value = quote.slice(0, 500).trim()
  find("#remark-field").value = name
  find("#remark-text").focus()
}

const mark = async () => {
  if (find("[data-quote]")) (await import("./remark_marks.js")).draw(form, BLOCKS)
}

if (find("[data-remarks]")) {
  mark()
  const maker = find("[data-remark-maker]")
  document.body.append(maker)
  let words = null
  document.addEventListener("selectionchange", () => {
    words = selected() || null
    maker.hidden = !words
    if (!words) return
    maker.style.insetBlockStart = `${words.box.bottom + scrollY + 6}px`
    maker.style.insetInlineStart = `${words.box.left + scrollX}px`
  })
  maker.addEventListener("pointerdown", (event) => event.preventDefault())
  maker.addEventListener("click", () => words && write(words))
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyM") return
    const now = selected() // of which selectionchange may not have told yet
    if (!now) return
    event.preventDefault()
    write(now)
  })
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remarks] button[formaction]")
    if (!button) return
    event.preventDefault()
    send(button).catch(() => form.requestSubmit(button))
  })
}
