// Says something to everyone, on the page and through screen readers: "Link copied", "Story saved".

let clearing

export function say(words) {
  const status = document.querySelector("[data-status]")
  if (!status) return
  status.textContent = words
  clearTimeout(clearing)
  clearing = setTimeout(() => (status.textContent = ""), 5000)
}
