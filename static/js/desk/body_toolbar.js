// The tools by keyboard: one stop of the Tab key, arrows go along them, Escape leads back to the text, and Alt+F10
// from the text to them.

import { Extension, gettext } from "django-prose-editor/editor"

const TOGGLED = /^(heading|bold|italic|link$|bulletList|orderedList|blockquote|pullQuote|factBox|gallery|paragraph)/

export const Toolbar = Extension.create({
  name: "toolbar",
  priority: 10, // after the menu is there

  onCreate() {
    const { editor } = this
    const bar = editor.storage.menu?.dom
    if (!bar) return
    bar.role = "toolbar"
    bar.ariaLabel = gettext("Tools of the text")
    editor.view.dom.id ||= "desk-text"
    bar.setAttribute("aria-controls", editor.view.dom.id)
    const buttons = [...bar.querySelectorAll("button")]
    const shown = () => buttons.filter((button) => button.checkVisibility())
    this.storage.bar = bar

    const stop = (button) => {
      for (const each of buttons) each.tabIndex = each === button ? 0 : -1
    }
    const sync = () => {
      for (const button of buttons) {
        const { classList, dataset } = button
        if (TOGGLED.test(dataset.name)) button.ariaPressed = String(classList.contains("active"))
        button.ariaDisabled = String(classList.contains("disabled"))
      }
      const stops = shown()
      if (!stops.some((button) => button.tabIndex === 0)) stop(stops[0])
    }
    stop(buttons[0])
    editor.on("transaction", sync)
    sync()

    bar.addEventListener("focusin", ({ target }) => target.matches("button") && stop(target))
    bar.addEventListener("keydown", (event) => {
      const all = shown()
      const at = all.indexOf(document.activeElement)
      const to = {
        ArrowRight: at + 1,
        ArrowDown: at + 1,
        ArrowLeft: at - 1,
        ArrowUp: at - 1,
        Home: 0,
        End: -1,
      }[event.key]
      if (event.key === "Escape") editor.commands.focus()
      else if (to === undefined) return
      else all.at(to % all.length).focus()
      event.preventDefault()
    })
  },

  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => {
        this.storage.bar?.querySelector("button[tabindex='0']")?.focus()
        return true
      },
    }
  },
})
