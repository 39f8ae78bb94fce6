// What the button of galleries does: fetched when it is first pressed.

const depthOf = ($at, name) => {
  for (let depth = $at.depth; depth > 0; depth -= 1) if ($at.node(depth).type.name === name) return depth
  return 0
}

// The first and the last of the pictures that stand side by side around the selection.
const rowAround = ({ doc, selection }) => {
  const $at = doc.resolve(selection.from)
  let first = $at.index(0)
  let last = doc.resolve(selection.to).index(0)
  const isFigure = (index) => doc.maybeChild(index)?.type.name === "figure"
  if (!isFigure(first) || !isFigure(last)) return null
  while (isFigure(first - 1)) first -= 1
  while (isFigure(last + 1)) last += 1
  let start = 0
  for (let index = 0; index < first; index += 1) start += doc.child(index).nodeSize
  let end = start
  for (let index = first; index <= last; index += 1) end += doc.child(index).nodeSize
  return { start, end, figures: doc.slice(start, end).content }
}

const choose = (address, taken) => {
  const tools = ((window.CKEDITOR ??= {}).tools ??= {})
  const before = tools.callFunction
  tools.callFunction = (name, ...given) => {
    if (name !== "gallery") return before?.(name, ...given)
    tools.callFunction = before
    taken(...given)
  }
  window.open(`${address}?CKEditorFuncNum=gallery`, "_blank", "width=800,height=600")
}

export const gather = (editor, pickerUrl) => {
  const { state } = editor
  const row = rowAround(state)
  const depth = depthOf(state.selection.$from, "gallery")
  if (row && !depth) {
    const gallery = state.schema.nodes.gallery.create(null, row.figures)
    editor.view.dispatch(state.tr.replaceWith(row.start, row.end, gallery))
    return
  }
  choose(pickerUrl, (src, { id, alternative_text: alt, caption }) => {
    const content = [{ type: "image", attrs: { src, alt, file: String(id) } }]
    if (caption) content.push({ type: "caption", content: [{ type: "text", text: caption }] })
    const figure = { type: "figure", content }
    if (!depth) editor.chain().focus().insertContent({ type: "gallery", content: [figure] }).run()
    else {
      const { $from } = editor.state.selection
      const gallery = $from.node(depth)
      const last = gallery.lastChild.type.name === "caption" ? gallery.lastChild.nodeSize : 0
      editor.chain().focus().insertContentAt($from.end(depth) - last, figure).run()
    }
  })
}
