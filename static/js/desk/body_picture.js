// Pictures of the library: a stored text names them by number, and the editor asks the desk for something to show.

import { Image as StockImage } from "django-prose-editor/editor"

export const Image = StockImage.extend({
  addOptions() {
    return { ...this.parent?.(), shownAt: "" }
  },

  addAttributes() {
    return {
      ...this.parent?.(),
      src: {
        default: null,
        parseHTML: (element) => element.getAttribute("src") || `/media/pictures/${element.dataset.picture}/`,
      },
      // `file` is what the picture dialog calls the number; it clears it when someone types another address.
      file: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-picture"),
        renderHTML: ({ file }) => (file ? { "data-picture": file } : {}),
      },
    }
  },

  parseHTML: () => [{ tag: "img[data-picture]" }, { tag: "img[src]:not([src^='data:'])" }],

  addNodeView() {
    const { shownAt } = this.options
    return ({ node }) => {
      const dom = document.createElement("img")
      const show = ({ attrs }) => {
        dom.src = attrs.file ? shownAt.replace("/0/", `/${attrs.file}/`) : attrs.src
        dom.alt = attrs.alt ?? ""
      }
      show(node)
      return {
        dom,
        update: (updated) => {
          if (updated.type !== node.type) return false
          show(updated)
          return true
        },
      }
    }
  },
})
