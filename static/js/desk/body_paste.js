// What is pasted becomes what one would have typed. What cleans it is fetched when the cursor first comes into the text.

import { Extension, Plugin } from "django-prose-editor/editor"

let cleaned
const fetched = async () => {
  cleaned ??= (await import("./body_paste_html.js")).cleaned
}

// Once it is here, the rest of what a paste does follows as if it had been.
const late = (view, event) => {
  const html = event.clipboardData?.getData("text/html")
  if (cleaned || !html) return false
  const text = event.clipboardData.getData("text/plain")
  event.preventDefault()
  fetched().then(
    () => view.pasteHTML(html),
    () => view.pasteText(text),
  )
  return true
}

export const Paste = Extension.create({
  name: "cleanPaste",
  onFocus: () => fetched().catch(() => {}),
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: { paste: late },
        transformPastedHTML: (html) => (cleaned ? cleaned(html) : ""),
      },
    }),
  ],
})
