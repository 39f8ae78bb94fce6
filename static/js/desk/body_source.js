// The HTML view: the textarea itself, which is also where the desk falls back to when the editor would lose something.

import { crel, Extension, gettext } from "django-prose-editor/editor"
import { isFaithful } from "./body_document.js";

export const BodySource = Extension.create({
  name: "bodySource",

  onBeforeCreate() {
    const textarea = this.editor.options.element.querySelector("textarea")
    const label = document.querySelector(`label[for="${textarea.id}"]`)
    const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": label?.textContent ?? gettext("Text") }
    if (textarea.getAttribute("aria-describedby")) {
      attributes["aria-describedby"] = textarea.getAttribute("aria-describedby")
    }
    this.editor.options.editorProps = { ...this.editor.options.editorProps, attributes }
  },

  onCreate() {
    const { stored } = this.editor.storage.bodyDocument
    if (isFaithful(stored, this.editor)) return
    this.editor.commands.showSource(gettext("The editor would change more of this text than you do. Edit its HTML."))
  },

  addCommands() {
    return {
      showSource: (notice) => () => {
        const { editor } = this
        const wrapper = editor.options.element
        const textarea = wrapper.querySelector("textarea")
        textarea.value = notice ? editor.storage.bodyDocument.stored : editor.getHTML()
        wrapper.dataset.showing = "source"
        const back = crel("button", { type: "button", className: "desk-button", textContent: gettext("Back to the text") })
        const bar = crel("p", { className: "desk-source-bar" }, [notice ?? gettext("HTML of the text"), ...(notice ? [] : [back])])
        back.addEventListener("click", () => {
          editor.commands.replaceText(textarea.value)
          delete wrapper.dataset.showing
          bar.remove()
          editor.commands.focus()
        })
        textarea.before(bar)
        textarea.focus()
        return true
      },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "source",
      groups: "utility",
      button: buttons.text("HTML", gettext("Edit the HTML")),
      command: (editor) => editor.commands.showSource(),
    })
  },
})
