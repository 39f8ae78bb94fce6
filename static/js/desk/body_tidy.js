// Takes out of a text what the editor alone has put in.

export const holding = (html) => new DOMParser().parseFromString(`<body>${html}`, "text/html").body

export const tidy = (holder) => {
  for (const kept of holder.querySelectorAll("[data-kept]")) kept.outerHTML = kept.dataset.kept
  for (const cell of holder.querySelectorAll("td, th")) {
    for (const span of ["colspan", "rowspan"]) if (cell.getAttribute(span) === "1") cell.removeAttribute(span)
  }
  for (const text of holder.querySelectorAll("li > p, td > p, th > p")) {
    const isAlone = ![...text.parentNode.children].some((other) => other !== text && other.matches("p"))
    if (isAlone && !text.attributes.length && !text.previousSibling) text.replaceWith(...text.childNodes)
  }
  for (const element of holder.querySelectorAll("[class], [data-type]")) {
    for (const name of ["class", "data-type"]) element.removeAttribute(name)
  }
  return holder
}
