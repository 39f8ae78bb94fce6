// Ways to keep recovery codes: a file, the clipboard, paper. Without scripts the page itself can be printed.
import { say } from "../reader/status.js";

export function mount(place) {
  const list = document.getElementById(place.dataset.codes)
  const codes = [...list.children].map((code) => code.textContent.trim()).join("\n")
  for (const button of place.querySelectorAll("[data-keep]")) {
    button.addEventListener("click", async () => {
      await ways[button.dataset.keep](codes, list)
      if (button.dataset.said) say(button.dataset.said)
    })
  }
}

const ways = {
  print: () => print(),
  copy: (codes, list) => navigator.clipboard?.writeText(codes) ?? select(list),
  download(codes, list) {
    const { name } = list.dataset
    const href = URL.createObjectURL(new Blob([`${name}\n\n${codes}\n`], { type: "text/plain" }))
    Object.assign(document.createElement("a"), { href, download: `${name.replace(/\W+/g, "-").toLowerCase()}.txt` }).click()
    URL.revokeObjectURL(href)
  },
}

// Without TLS there is no clipboard to write to but that of the selection.
function select(list) {
  getSelection().selectAllChildren(list)
  document.execCommand("copy")
}
