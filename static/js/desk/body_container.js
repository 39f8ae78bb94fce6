// Containers of imported texts: what stands in them can be edited, and they stay around it.

import { Node } from "django-prose-editor/editor"
import { reading } from "./body_document.js";

// Only in what was stored: pasted pages are full of containers that mean nothing here.
export const Container = Node.create({
  name: "container",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({ tag: { default: "div", rendered: false } }),
  parseHTML() {
    const getAttrs = (element) =>
      reading.isOn && !element.hasAttribute("data-kept") ? { tag: element.localName } : false
    return ["aside", "section", "div"].map((tag) => ({ tag, getAttrs }))
  },
  renderHTML: ({ node, HTMLAttributes }) => [node.attrs.tag, HTMLAttributes, 0],
})
