// Offers articles and subjects under a search field while one types: a combobox, by the ARIA Authoring Practices.
// Without it the field is the plain form it stands in.
import { fill } from "./suggestion_list.js";

const SHORTEST = 2
const PAUSE = 150

export function mount(form) {
  const field = form.querySelector("input[type=search]")
  const list = form.querySelector("[role=listbox]")
  const status = form.querySelector("[data-found]")
  let asked = new AbortController()
  let pause

  const options = () => [...list.querySelectorAll("[role=option]")]

  function close() {
    clearTimeout(pause)
    asked.abort()
    list.hidden = true
    field.setAttribute("aria-expanded", "false")
    field.removeAttribute("aria-activedescendant")
  }

  async function ask() {
    asked.abort()
    asked = new AbortController()
    const words = field.value.trim()
    if (words.length < SHORTEST) return close()
    const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: words })}`
    const answer = await fetch(address, { signal: asked.signal }).then((found) => found.json()).catch(() => null)
    if (!answer || field.value.trim() !== words) return
    fill(list, [...answer.articles, ...answer.topics], words)
    status.textContent = answer.said
    list.hidden = !list.children.length
    field.setAttribute("aria-expanded", String(!list.hidden))
    field.removeAttribute("aria-activedescendant")
  }

  function move(step) {
    const all = options()
    if (list.hidden || !all.length) return
    const now = all.findIndex((option) => option.ariaSelected === "true")
    const next = (now < 0 && step < 0 ? all.length : now) + step
    all.forEach((option, place) => (option.ariaSelected = String(place === next)))
    const chosen = all[next]
    if (!chosen) return field.removeAttribute("aria-activedescendant")
    field.setAttribute("aria-activedescendant", chosen.id)
    chosen.scrollIntoView({ block: "nearest" })
  }

  function press(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      move(event.key === "ArrowDown" ? 1 : -1)
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === "Enter" && !list.hidden) {
      const chosen = options().find((option) => option.ariaSelected === "true")
      if (!chosen) return
      event.preventDefault()
      location.assign(chosen.dataset.address)
    }
  }

  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) field.setAttribute(name, value)
  field.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(ask, PAUSE)
  })
  // What was typed while this script was on its way counts too.
  if (field.value !== field.defaultValue) ask()
  field.addEventListener("keydown", press)
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close())
}
