// Pull quotes and fact boxes: blocks around what is marked, and gone again with the same button.

import { Extension, gettext } from "django-prose-editor/editor"

const around = ({ selection: { $from } }, type) => {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === type) return $from.node(depth)
  }
  return null
}

const isPulled = (editor) => "data-pull" in (around(editor.state, "blockquote")?.attrs.kept ?? {})
const isBoxed = (editor) => around(editor.state, "container")?.attrs.kept?.["data-box"] === "fact"

const pull = (editor) => {
  const kept = { "data-pull": "" }
  const chain = editor.chain().focus()
  if (isPulled(editor)) return chain.lift("blockquote").run()
  if (editor.isActive("blockquote")) return chain.updateAttributes("blockquote", { kept }).run()
  return chain.wrapIn("blockquote", { kept }).run()
}

const box = (editor) => {
  const chain = editor.chain().focus()
  if (isBoxed(editor)) return chain.lift("container").run()
  return chain.wrapIn("container", { tag: "aside", kept: { "data-box": "fact" } }).run()
}

export const Blocks = Extension.create({
  name: "blocks",
  addMenuItems({ buttons, menu }) {
    const items = [
      ["pullQuote", gettext("Pull quote"), gettext("Set the paragraph as a pull quote"), isPulled, pull],
      ["factBox", gettext("Fact box"), gettext("Set the paragraphs in a fact box"), isBoxed, box],
    ]
    for (const [name, words, title, active, command] of items) {
      menu.defineItem({ name, groups: "nodes", button: buttons.text(words, title), active, command })
    }
  },
})
