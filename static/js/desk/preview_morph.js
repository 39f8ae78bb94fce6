// Makes one tree of nodes like another and touches only what differs, so that pictures and the place one reads stay.

const attributes = (old, next) => {
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
}

const children = (old, next) => {
  const from = [...old.childNodes]
  const to = [...next.childNodes]
  let after = null
  while (from.length && to.length && from.at(-1).isEqualNode(to.at(-1))) {
    after = from.pop()
    to.pop()
  }
  while (from.length && to.length && from[0].isEqualNode(to[0])) {
    from.shift()
    to.shift()
  }
  const both = Math.min(from.length, to.length)
  for (let at = 0; at < both; at++) morph(from[at], to[at])
  for (const node of from.slice(both)) node.remove()
  for (const node of to.slice(both)) old.insertBefore(node, after)
}

export const morph = (old, next) => {
  if (old.isEqualNode(next)) return
  if (old.nodeType !== 1 || old.nodeName !== next.nodeName) return old.replaceWith(next)
  attributes(old, next)
  children(old, next)
}
