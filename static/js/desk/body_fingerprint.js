// What HTML says, written so that two ways of saying the same thing are equal. Compared with it is what the
// editor's schema makes of a block: where they differ, the schema would lose something.

const set = (names) => new Set(names.split(" "))
const MARKS = set("a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var")
const BLOCKS = set(
  "address aside audio blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li " +
    "ol p pre section summary table tbody td tfoot th thead tr ul video",
)
const TEXT_BLOCKS = set("caption dt figcaption h1 h2 h3 h4 h5 h6 p pre summary")
const SAME = { b: "strong", i: "em" }
const SAYS_NOTHING = set("class data-type style rel target draggable contenteditable")

export const isBlock = (node) => node.nodeType === 1 && BLOCKS.has(node.localName)

const isUnsaid = (element, { name, value }) =>
  SAYS_NOTHING.has(name) ||
  (name === "src" && element.hasAttribute("data-picture")) ||
  (/^(col|row)span$/.test(name) && value === "1" && element.matches("td, th"))

const opening = (element) =>
  [
    SAME[element.localName] ?? element.localName,
    ...[...element.attributes]
      .filter((attribute) => !isUnsaid(element, attribute))
      .map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
      .sort(),
  ].join(" ")

const runsOf = (node, marks, runs) => {
  const key = [...marks].sort().join("|")
  if (node.nodeType === 3) {
    runs.push({ text: node.nodeValue.replace(/[ \t\r\n\f]+/g, " "), key })
  } else if (node.nodeType === 1 && MARKS.has(node.localName) && node.firstChild) {
    for (const child of node.childNodes) runsOf(child, new Set([...marks, opening(node)]), runs)
  } else if (node.nodeType === 1) {
    const inside = node.firstChild ? fingerprint(node) : ""
    runs.push({ atom: `<${opening(node)}>${inside}${node.localName === "br" ? "" : key}` })
  }
  return runs
}

// Blanks count once, and not at all at the beginning, at the end and after a line break.
const line = (nodes) => {
  const kept = []
  for (const run of nodes.flatMap((node) => runsOf(node, new Set(), []))) {
    const last = kept.at(-1)
    const isBlankBefore = !last || (last.atom ? last.atom.startsWith("<br") : last.text.endsWith(" "))
    if (run.text !== undefined && isBlankBefore) run.text = run.text.replace(/^ /, "")
    if (run.text === "") continue
    if (run.text && last?.text && last.key === run.key) last.text += run.text
    else kept.push(run)
  }
  const last = kept.at(-1)
  if (last?.text) last.text = last.text.replace(/ $/, "")
  return kept
    .filter((run) => run.text !== "")
    .map((run) => run.atom ?? `“${run.text}”${run.key && ` in ${run.key}`}`)
    .join(" ")
}

export const fingerprint = (element) => {
  if (TEXT_BLOCKS.has(element.localName)) return line([...element.childNodes])
  const parts = []
  let loose = []
  const close = () => {
    const said = line(loose)
    if (said) parts.push(`(p: ${said})`)
    loose = []
  }
  for (const child of element.childNodes) {
    if (!isBlock(child)) loose.push(child)
    else {
      close()
      parts.push(`(${opening(child)}: ${fingerprint(child)})`)
    }
  }
  close()
  return parts.length === 1 && parts[0] === "(p: )" && element.localName !== "body" ? "" : parts.join("")
}
