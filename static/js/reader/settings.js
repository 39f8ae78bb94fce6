// Theme, text size, typeface and line spacing: kept in the browser, in every tab the same. What was chosen is applied
// before the first paint by templates/newsroom/first_paint.js; an empty value is the site's own.
import { attach } from "./panel.js";

const KEYS = ["theme", "size", "face", "spacing"]

function apply(key, value) {
  if (value) document.documentElement.dataset[key] = value
  else delete document.documentElement.dataset[key]
}

function keep(key, value) {
  try {
    if (value) localStorage.setItem(key, value)
    else localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing still shows the choice on this page.
  }
}

// What the panel does not offer is nobody's choice.
function kept(panel, key) {
  const value = read(key)
  return panel.querySelector(`[name="${key}"][value="${CSS.escape(value)}"]`) ? value : ""
}

function read(key) {
  try {
    return localStorage.getItem(key) ?? ""
  } catch {
    return document.documentElement.dataset[key] ?? ""
  }
}

function check(panel, key) {
  const value = document.documentElement.dataset[key] ?? ""
  for (const radio of panel.querySelectorAll(`[name="${key}"]`)) radio.checked = radio.value === value
}

export function mount(panel) {
  attach(panel)
  const early = [...panel.querySelectorAll("[data-chosen]:checked")] // while this script was on its way
  for (const key of KEYS) {
    apply(key, kept(panel, key)) // another tab may have changed it before this script came
    check(panel, key)
  }
  const choose = ({ name, value }) => {
    keep(name, value)
    apply(name, value)
    check(panel, name)
  }
  early.forEach(choose)
  panel.addEventListener("change", ({ target }) => choose(target))
  addEventListener("storage", ({ key }) => {
    for (const each of KEYS) {
      if (key !== null && key !== each) continue
      apply(each, kept(panel, each))
      check(panel, each)
    }
  })
}
