// Links: to an address, or to an article of ours that is found by its words. Mod+K.

import { gettext, Link as StockLink } from "django-prose-editor/editor"
import { askForLink, fetched } from "./body_link_ask.js";

const textWith = (words, href) => ({ type: "text", text: words, marks: [{ type: "link", attrs: { href } }] })

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
        ({ editor }) => {
          const { href = "" } = editor.getAttributes("link")
          askForLink(editor, { articlesAt, href }).then((answer) => {
            if (!answer) return
            const chain = editor.chain().focus()
            if (editor.isActive("link")) chain.extendMarkRange("link").updateAttributes("link", { href: answer.href }).run()
            else if (!editor.state.selection.empty) chain.setMark("link", { href: answer.href }).run()
            else chain.insertContent(textWith(answer.words, answer.href)).unsetMark("link").run()
          })
          return true
        },
      addReadAlso:
        () =>
        ({ editor }) => {
          askForLink(editor, { articlesAt, isArticle: true }).then((answer) => {
            if (!answer) return
            const content = [{ type: "paragraph", content: [textWith(answer.words, answer.href)] }]
            const attrs = { tag: "aside", kept: { "data-box": "read-also" } }
            editor.chain().focus().insertContent({ type: "container", attrs, content }).run()
          })
          return true
        },
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
