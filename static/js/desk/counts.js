// Words, sentences and lengths while they are written, as articles/counting.py counts them. Nothing is read aloud.

const WORD = /[\p{L}\p{N}_]+(?:['’\-.,][\p{L}\p{N}_]+)*/gu
const BLOCK_END = /<\/(?:p|li|h[2-6]|td|th|blockquote|figcaption|dd|dt|summary|caption)>/
const SENTENCE_END = /(?<=[\p{L}\p{N}_]{2}[.!?…])\s+|(?<=[.!?…][”’"')])\s+/u
const INLINE =
  /<\/?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup|time|u|var|wbr)(?:\s[^<>]*)?>/g

const holder = document.createElement("textarea")
const textOf = (html) => {
  holder.innerHTML = html.replace(INLINE, "").replace(/<[^<>]*>/g, " ")
  return holder.value.replace(/\s+/g, " ").trim()
}
const wordsIn = (text) => text.match(WORD)?.length ?? 0

export const counts = (html, { perMinute, long }) => {
  const words = wordsIn(textOf(html))
  const sentences = html.split(BLOCK_END).flatMap((block) => textOf(block).split(SENTENCE_END))
  const lengths = sentences.map(wordsIn).filter(Boolean)
  const sum = lengths.reduce((all, length) => all + length, 0)
  return {
    words,
    minutes: Math.max(1, Math.round(words / perMinute)),
    average: lengths.length ? Math.round(sum / lengths.length) : 0,
    long: lengths.filter((length) => length > long).length,
  }
}

const gauge = (field, words) => {
  const { least, most, cut } = field.dataset
  const shown = Object.assign(document.createElement("p"), { className: "desk-gauge", id: `${field.id}_gauge` })
  const meter = document.createElement("meter")
  const said = document.createElement("span")
  Object.assign(meter, { min: 0, max: cut, low: least, high: most, optimum: (Number(least) + Number(most)) / 2 })
  meter.ariaHidden = "true"
  shown.append(meter, said)
  field.after(shown)
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), shown.id].filter(Boolean).join(" "))
  return () => {
    const { length } = field.value.replace(/\s+/g, " ").trim()
    const kind = length > cut ? words.cut : length > most ? words.over : length && length < least ? words.under : ""
    meter.value = length
    said.textContent = `${length} ${words.characters}${kind && ` · ${kind}`}`
  }
}

const root = document.querySelector("[data-counts]")
const text = document.querySelector("#id_body")

if (root && text) {
  const numbers = { perMinute: Number(root.dataset.perMinute), long: Number(root.dataset.long) }
  let timer
  const count = () => {
    const found = counts(text.value, numbers)
    for (const [name, number] of Object.entries(found)) root.querySelector(`[data-count=${name}]`).textContent = number
  }
  const gauges = [...document.querySelectorAll("[data-least]")].map((field) => gauge(field, root.dataset))
  const all = () => {
    for (const measure of gauges) measure()
    clearTimeout(timer)
    timer = setTimeout(count, 200) // of a long text not with every letter
  }
  document.addEventListener("input", all)
  all()
}
