// Asks where a link leads to: an address is taken as it is, words find articles that readers have.

import { crel, gettext } from "django-prose-editor/editor"

const ADDRESS = /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)\S+$/i
const HOST = /^[^\s/@]+\.[^\s/.]{2,}(\/\S*)?$/
const PAUSE = 200

const addressIn = (typed) => (ADDRESS.test(typed) ? typed : HOST.test(typed) ? `https://${typed}` : "")

const finder = (articlesAt, show) => {
  let timer, request
  const find = async (words) => {
    request?.abort()
    request = new AbortController()
    try {
      const response = await fetch(`${articlesAt}?${new URLSearchParams({ q: words })}`, { signal: request.signal })
      if (response.ok) show(await response.json())
    } catch {
      // a newer question, or no connection: an address can still be typed
    }
  }
  return (words) => {
    clearTimeout(timer)
    timer = setTimeout(() => find(words), PAUSE)
  }
}

export const askForLink = (editor, { articlesAt, href = "", isArticle = false, typed = "" }) =>
  new Promise((resolve) => {
    const name = isArticle ? gettext("Words of its headline") : gettext("Address, or words of a headline")
    const input = crel("input", { type: "text", id: "desk-link-to", value: href, autocomplete: "off", spellcheck: false })
    const found = crel("ul", { className: "desk-link-found" })
    const said = crel("p", { role: "status", className: "visually-hidden" })
    const cancel = crel("button", { type: "button", className: "desk-button", textContent: gettext("Cancel") })
    const primary = "desk-button desk-button-primary"
    const apply = crel("button", { type: "submit", className: primary, textContent: gettext("Link"), hidden: isArticle })
    const words = isArticle ? gettext("Read also") : gettext("Link")
    const heading = crel("h2", { id: "desk-link-heading", textContent: words })
    const form = crel("form", { method: "dialog" }, [
      heading,
      crel("label", { htmlFor: "desk-link-to", textContent: name }),
      input,
      said,
      found,
      crel("p", { className: "desk-dialog-buttons" }, [apply, cancel]),
    ])
    const dialog = crel("dialog", { className: "desk-dialog desk-link", "aria-labelledby": heading.id }, [form])
    const done = (answer) => {
      resolve(answer)
      dialog.close()
    }
    const find = finder(articlesAt, ({ articles, said: count }) => {
      said.textContent = count
      const buttons = articles.map(({ text, address }) => {
        const button = crel("button", { type: "button", textContent: text })
        button.addEventListener("click", () => done({ href: address, words: text }))
        return crel("li", {}, [button])
      })
      found.replaceChildren(...buttons)
    })
    input.addEventListener("input", () => (addressIn(input.value.trim()) ? found.replaceChildren() : find(input.value)))
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const address = addressIn(input.value.trim())
      if (address && !isArticle) done({ href: address, words: address })
      else found.querySelector("button")?.focus()
    })
    cancel.addEventListener("click", () => done(null))
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(null)
      editor.commands.focus()
    })
    document.body.append(dialog)
    dialog.showModal()
    if (!typed) return input.select()
    input.value = typed
    input.dispatchEvent(new Event("input"))
  })
