// Word pastes lists as paragraphs that say in their style how deep they are, and with what sign they begin.

const LEVEL = /mso-list:\s*l\d+\s+level(\d)/i
const SIGN = /^\s*(?:[·•§o▪–-]|[\divxlcdm]+[.)]|[a-z][.)])[\s\u00a0]+/i
const NUMBER = /^\s*(?:\d+|[a-z]|[ivxlcdm]+)[.)]/i

const levelOf = (node) => Number(LEVEL.exec(node.getAttribute?.("style") ?? "")?.[1] ?? 0)

const signOf = (line) => {
  const ignored = [...line.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""))
  const sign = ignored?.textContent ?? SIGN.exec(line.textContent)?.[0] ?? ""
  if (ignored) ignored.remove()
  else if (sign) {
    const first = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode()
    if (first) first.nodeValue = first.nodeValue.replace(SIGN, "")
  }
  return sign
}

export const listsOfWord = (root) => {
  const open = []
  for (const line of [...root.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const level = levelOf(line)
    if (!level || line.previousElementSibling !== (open[0] ?? null)) open.length = 0
    if (!level) continue
    const tag = NUMBER.test(signOf(line)) ? "ol" : "ul"
    open.length = Math.min(open.length, level)
    const last = open.at(-1)
    if (!last || open.length < level) {
      const list = root.ownerDocument.createElement(tag)
      if (last) (last.lastElementChild ?? last).append(list)
      else line.before(list)
      open.push(list)
    }
    const item = root.ownerDocument.createElement("li")
    item.append(...line.childNodes)
    open.at(-1).append(item)
    line.remove()
  }
}
