// What the editor has no tools for stays in the text: attributes, inline elements, and whole blocks, which are
// shown closed and can be changed in the HTML view.

import { Extension, Mark, Node } from "django-prose-editor/editor"

const ATTRIBUTES = "id lang dir hreflang data-align data-pull data-box cite reversed type value scope headers".split(" ")
const INLINE = "abbr bdi bdo cite code del dfn ins kbd mark q s samp small span sub sup time u var".split(" ")
const HOLDERS =
  "paragraph heading blockquote bulletList orderedList listItem horizontalRule figure caption image table tableRow " +
  "tableHeader tableCell container gallery link"

const picked = (element, isWanted) =>
  Object.fromEntries([...element.attributes].filter(({ name }) => isWanted(name)).map(({ name, value }) => [name, value]))

export const KeptAttributes = Extension.create({
  name: "keptAttributes",
  addGlobalAttributes() {
    const kept = {
      default: null,
      keepOnSplit: false,
      parseHTML(element) {
        const hasOwnTitle = element.matches("a, img")
        const found = picked(element, (name) => ATTRIBUTES.includes(name) || (name === "title" && !hasOwnTitle))
        return Object.keys(found).length ? found : null
      },
      renderHTML: ({ kept }) => kept ?? {},
    }
    return [{ types: HOLDERS.split(" "), attributes: { kept } }]
  },
})

export const KeptInline = Mark.create({
  name: "keptInline",
  excludes: "",
  inclusive: false,
  addAttributes: () => ({ tag: { default: "span", rendered: false }, kept: { default: {}, rendered: false } }),
  parseHTML() {
    const getAttrs = (element) => {
      const kept = picked(element, (name) => [...ATTRIBUTES, "title", "datetime"].includes(name))
      return element.localName !== "span" || Object.keys(kept).length ? { tag: element.localName, kept } : false
    }
    return INLINE.map((tag) => ({ tag, priority: 60, getAttrs }))
  },
  renderHTML: ({ mark }) => [mark.attrs.tag, mark.attrs.kept, 0],
})

export const KeptBlock = Node.create({
  name: "keptBlock",
  group: "block",
  atom: true,
  addAttributes: () => ({
    html: { default: "", parseHTML: (element) => element.dataset.kept, renderHTML: ({ html }) => ({ "data-kept": html }) },
  }),
  parseHTML: () => [{ tag: "div[data-kept]", priority: 70 }],
  renderHTML: ({ HTMLAttributes }) => ["div", HTMLAttributes],
  addNodeView:
    () =>
    ({ node }) => {
      const dom = document.createElement("div")
      dom.className = "desk-kept"
      dom.contentEditable = "false"
      const shown = new DOMParser().parseFromString(node.attrs.html, "text/html").body
      for (const odd of shown.querySelectorAll("script, style, iframe, object, embed, form, svg")) odd.remove()
      dom.textContent = shown.innerText.replace(/\s+/g, " ").trim() || shown.firstElementChild?.localName
      return { dom }
    },
})
