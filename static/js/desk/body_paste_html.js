// What is pasted from Word, Google Docs and web pages becomes what one would have typed: headings, lists, links,
// bold and italic words, tables. Styles, classes and other people's containers and pictures stay behind.

import { listsOfWord } from "./body_paste_lists.js";

const GONE = "style, script, meta, link, title, xml, head, iframe, object, embed, svg, form, button, noscript, template"
const KEPT = { a: ["href"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"], ol: ["start"] }
const OURS = /\/media\/pictures\/\d+\//

const renamed = (element, tag) => {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

const commentsIn = (root) => {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  return found
}

// Read as text: of what the policy forbids, the browser itself reads nothing.
const says = (element, pattern) => pattern.test(element.getAttribute("style") ?? "")
const BOLD = /(^|;)\s*font-weight:\s*(bold|[6-9]00)/i
const NOT_BOLD = /(^|;)\s*font-weight:\s*(normal|400)/i
const ITALIC = /(^|;)\s*font-style:\s*italic/i

// Both say bold and italic in styles, and Google also says of everything that it is not bold.
const sayMarks = (span) => {
  let inner = span
  for (const [tag, isOn] of [["strong", says(span, BOLD)], ["em", says(span, ITALIC)]]) {
    if (!isOn || span.closest(`${tag}, h1, h2, h3, h4, h5, h6`)) continue
    const mark = span.ownerDocument.createElement(tag)
    mark.append(...inner.childNodes)
    inner.append(mark)
    inner = mark
  }
}

const unwrap = (element) => element.replaceWith(...element.childNodes)

// Google sends readers past itself.
const direct = (link) => {
  const url = URL.canParse(link.href) ? new URL(link.href) : null
  const to = url?.hostname.endsWith("google.com") && url.pathname === "/url" ? url.searchParams.get("q") : null
  if (to) link.setAttribute("href", to)
  if (!/^(https?:|mailto:|tel:|\/|#text-)/i.test(link.getAttribute("href") ?? "")) unwrap(link)
}

export const cleaned = (html) => {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  if (body.querySelector("[data-pm-slice]")) return html // out of this editor
  listsOfWord(body)
  for (const gone of [...commentsIn(body), ...body.querySelectorAll(GONE)]) gone.remove()
  for (const odd of [...body.querySelectorAll("*")].filter(({ localName }) => localName.includes(":"))) unwrap(odd)
  for (const picture of body.querySelectorAll("img")) if (!OURS.test(picture.getAttribute("src"))) picture.remove()
  for (const bold of body.querySelectorAll("b, strong")) if (says(bold, NOT_BOLD)) unwrap(bold)
  for (const span of body.querySelectorAll("span")) sayMarks(span)
  for (const span of body.querySelectorAll("span, font, o, center")) unwrap(span)
  for (const heading of body.querySelectorAll("h1")) renamed(heading, "h2")
  for (const link of body.querySelectorAll("a[href]")) direct(link)
  for (const place of body.querySelectorAll("a:not([href])")) unwrap(place)
  for (const element of body.querySelectorAll("*")) {
    const kept = [...(KEPT[element.localName] ?? []), ...(element.localName === "img" ? ["src", "alt"] : [])]
    for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name)
  }
  for (const line of body.querySelectorAll("body > br, p + br")) line.remove()
  for (const block of body.querySelectorAll("p, h2, h3, h4, h5, h6, li")) {
    if (!block.textContent.trim() && !block.querySelector("img, br, ul, ol") && !block.closest("td, th")) block.remove()
  }
  return body.innerHTML
}
