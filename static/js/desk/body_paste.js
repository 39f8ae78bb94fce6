// What is pasted or dropped becomes what one would have typed. What cleans it is fetched when the cursor first comes into
// the text, or with the first of it.

import { Extension, Plugin } from "django-prose-editor/editor"

let cleaned
const fetched = async () => {
  cleaned ??= (await import("./body_paste_html.js")).cleaned
}

// What is saved meanwhile is saved with it.
const hold = (form, coming) => {
  const wait = (event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    coming.finally(() => form.requestSubmit(event.submitter))
  }
  form.addEventListener("submit", wait, { capture: true })
  coming.finally(() => form.removeEventListener("submit", wait, { capture: true }))
}

// Once it is here, the rest of what a paste does follows as if it had been.
const late = (editor) => (view, event) => {
  const data = event.clipboardData ?? event.dataTransfer
  const html = data?.getData("text/html")
  if (cleaned || !html || view.dragging) return false
  const text = data.getData("text/plain")
  const place = event.dataTransfer && view.posAtCoords({ left: event.clientX, top: event.clientY })
  event.preventDefault()
  if (place) editor.commands.setTextSelection(place.pos)
  const coming = fetched().then(
    () => view.pasteHTML(html),
    () => view.pasteText(text || new DOMParser().parseFromString(html, "text/html").body.textContent),
  )
  hold(view.dom.closest("form"), coming)
  return true
}

export const Paste = Extension.create({
  name: "cleanPaste",
  onFocus: () => fetched().catch(() => {}),
  addProseMirrorPlugins() {
    const meet = late(this.editor)
    return [
      new Plugin({
        props: {
          handleDOMEvents: { paste: meet, drop: meet },
          transformPastedHTML: (html) => (cleaned ? cleaned(html) : ""),
        },
      }),
    ]
  },
})
