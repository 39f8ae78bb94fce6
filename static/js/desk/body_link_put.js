// Puts a link into the text, or a paragraph that leads to another article.

import { askForLink } from "./body_link_dialog.js";

const textWith = (words, href) => ({ type: "text", text: words, marks: [{ type: "link", attrs: { href } }] })

export const link = async (editor, options) => {
  const { href = "" } = editor.getAttributes("link")
  const answer = await askForLink(editor, { ...options, href })
  if (!answer) return
  const chain = editor.chain().focus()
  if (editor.isActive("link")) chain.extendMarkRange("link").updateAttributes("link", { href: answer.href }).run()
  else if (!editor.state.selection.empty) chain.setMark("link", { href: answer.href }).run()
  else chain.insertContent(textWith(answer.words, answer.href)).unsetMark("link").run()
}

export const readAlso = async (editor, options) => {
  const answer = await askForLink(editor, { ...options, isArticle: true })
  if (!answer) return
  const content = [{ type: "paragraph", content: [textWith(answer.words, answer.href)] }]
  const attrs = { tag: "aside", kept: { "data-box": "read-also" } }
  editor.chain().focus().insertContent({ type: "container", attrs, content }).run()
}
