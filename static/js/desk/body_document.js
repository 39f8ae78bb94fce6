// Reads a stored text into the editor and writes it back. Blocks nobody touched are written exactly as they were
// read; blocks that the schema would damage are carried through closed (body_kept.js).

import { Extension, pm } from "django-prose-editor/editor"
import { fingerprint, isBlock } from "./body_fingerprint.js";
import { holding, tidy } from "./body_tidy.js";

export const reading = { isOn: false }
const sources = new WeakMap()

// The top level in pieces: one block each, or the loose text between two; blanks belong to what they follow.
const piecesOf = (html) => {
  const pieces = []
  for (const node of [...holding(html).childNodes]) {
    const source = node.nodeType === 1 ? node.outerHTML : new XMLSerializer().serializeToString(node)
    const last = pieces.at(-1)
    const isBlank = node.nodeType === 3 && !node.nodeValue.trim()
    if (last && (isBlank || (!last.isBlock && !isBlock(node)))) last.source += source
    else if (!isBlank) pieces.push({ source, isBlock: isBlock(node) })
  }
  return pieces
}

const written = (schema, content) => {
  const target = holding("")
  pm.model.DOMSerializer.fromSchema(schema).serializeFragment(content, { document: target.ownerDocument }, target)
  return tidy(target)
}

const nodesOf = (schema, { source }) => {
  const { content } = pm.model.DOMParser.fromSchema(schema).parse(holding(source))
  const isFaithful = fingerprint(written(schema, content)) === fingerprint(holding(source))
  const nodes = isFaithful ? content.content : [schema.nodes.keptBlock.create({ html: source.trim() })]
  if (nodes.length === 1) sources.set(nodes[0], source)
  return nodes
}

export const read = (schema, html) => {
  reading.isOn = true
  try {
    const nodes = piecesOf(html).flatMap((piece) => nodesOf(schema, piece))
    return nodes.length ? schema.topNodeType.create(null, nodes) : schema.topNodeType.createAndFill()
  } finally {
    reading.isOn = false
  }
}

export const write = ({ doc, schema }) => {
  const parts = []
  doc.forEach((node) => parts.push(sources.get(node) ?? written(schema, pm.model.Fragment.from(node)).innerHTML))
  return parts.join("")
}

export const isFaithful = (html, editor) => !html.trim() || fingerprint(holding(html)) === fingerprint(holding(write(editor.state)))

export const BodyDocument = Extension.create({
  name: "bodyDocument",
  onBeforeCreate() {
    const { editor, editor: { options } } = this
    this.storage.stored = options.content
    options.injectCSS = false // css/desk_editor.css says the same, and the policy allows it
    options.content = read(editor.schema, options.content)
    editor.getHTML = () => write(editor.state)
  },

  addCommands: () => ({
    replaceText:
      (html) =>
      ({ state, tr }) => {
        tr.replaceWith(0, tr.doc.content.size, read(state.schema, html).content)
        return true
      },
  }),
})
