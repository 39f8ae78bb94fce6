// Links: to an address, or to an article of ours that is found by its words. Mod+K.

import { gettext, Link as StockLink } from "django-prose-editor/editor"
import { fetched, put } from "./body_link_ask.js";

export const Link = StockLink.extend({
  onFocus() {
    this.parent?.()
    fetched().catch(() => {}) // it is asked for again
  },

  addOptions() {
    return { ...this.parent?.(), articlesAt: "" }
  },

  addCommands() {
    const { articlesAt } = this.options
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) =>
          Boolean(put("link", editor, { articlesAt })),
      addReadAlso:
        () =>
        ({ editor }) =>
          Boolean(put("readAlso", editor, { articlesAt })),
    }
  },

  addMenuItems(storage) {
    this.parent?.(storage)
    const { buttons, menu } = storage
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", gettext("Link")),
      active: (editor) => editor.isActive("link"),
      command: (editor) => editor.commands.addLink(),
    })
    menu.defineItem({
      name: "readAlso",
      groups: "nodes",
      button: buttons.text(gettext("Read also"), gettext("Insert a link to a related article")),
      command: (editor) => editor.commands.addReadAlso(),
    })
  },

  addKeyboardShortcuts() {
    return { "Mod-k": ({ editor }) => editor.commands.addLink() }
  },
})
