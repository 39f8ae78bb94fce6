// Finds the words of a remark in what is being typed, as articles/anchors.py does in what is saved.

const [NEAR, WITH_GAPS, SAME_PARAGRAPH, MOST_FOR_LENGTH, ENOUGH] = [32, 96, 8, 16, 16]
const bare = (text) => text.replace(/\s/g, "")
const turned = (text) => [...text].reverse().join("")

const alike = (one, other) => {
  let count = 0
  while (count < one.length && one[count] === other[count]) count++
  return count
}

// What is shown, a paragraph a line, and of each character in what it stands, and where in that.
const read = (blocks) => {
  const [letters, places] = [[], []]
  for (const block of blocks) {
    const start = letters.length
    for (const [holder, data] of block) {
      for (let index = 0; index < data.length; index++) {
        const letter = data[index].replace(/\s/, " ")
        if (letter === "\u00ad" || (letter === " " && (letters.length === start || letters.at(-1) === " "))) continue
        places[letters.push(letter) - 1] = [holder, index]
      }
    }
    if (letters.length > start && letters.at(-1) === " ") letters.pop()
    letters.push("\n")
  }
  return { text: letters.join(""), places }
}

const textsIn = (block) => {
  const [texts, found] = [document.createTreeWalker(block, NodeFilter.SHOW_TEXT), []]
  while (texts.nextNode()) found.push([texts.currentNode, texts.currentNode.data])
  return found
}

export const typed = (field) => read([[[field, field.value]]])

export const written = (root, inBlocks) =>
  read([...root.querySelectorAll(inBlocks)].filter((block) => !block.querySelector(inBlocks)).map(textsIn))

// The first and the last character of the place that is the most like the one that was meant; null if none is.
export const sought = (quote, { paragraph, before, after }, { text, places }) => {
  const isKnown = paragraph && (before || after) // or it was all there was
  let [most, best] = [isKnown ? ENOUGH - 1 : -1, null]
  for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) {
    const end = start + quote.length
    const lead = bare(text.slice(Math.max(start - WITH_GAPS, 0), start)).slice(-NEAR)
    const tail = bare(text.slice(end, end + WITH_GAPS)).slice(0, NEAR)
    const isSame = paragraph && text.slice(0, start).split("\n").length - 1 === Number(paragraph)
    const nearby = alike(turned(lead), turned(before)) + alike(tail, after) + (isSame ? SAME_PARAGRAPH : 0)
    const points = nearby + Math.min(quote.length, MOST_FOR_LENGTH)
    if (points > most) [most, best] = [points, [places[start], places[end - 1]]]
  }
  return best
}
