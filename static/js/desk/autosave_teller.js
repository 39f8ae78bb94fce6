// Says what became of what was typed: always to be seen, aloud only where something is wrong or right again.

export const teller = (form, bar) => {
  const shown = form.querySelector("[data-said]")
  const aloud = bar.querySelector("[data-aloud]")
  const place = bar.querySelector("[data-clash-place]")
  const changed = bar.querySelector("[data-changed]")
  const words = bar.dataset
  let wasWrong = false

  const say = (text, isWrong) => {
    shown.textContent = text
    shown.toggleAttribute("data-wrong", isWrong)
    if (isWrong || wasWrong) aloud.textContent = text
    wasWrong = isWrong
  }

  const ask = (html) => {
    changed.hidden = true
    const decided = [...place.querySelectorAll(":checked")].map(({ name, value }) => [name, value])
    place.innerHTML = html
    for (const box of place.querySelectorAll("[type=radio]")) {
      box.checked = decided.some(([name, value]) => name === box.name && value === box.value)
    }
  }

  return {
    saving: () => {
      shown.textContent = words.saving
    },
    saved({ says, wrong, taken, theirs }) {
      if (theirs.length) changed.hidden = true
      say([says, wrong, taken].filter(Boolean).join(" · "), Boolean(wrong))
      if (taken) aloud.textContent = taken
      place.replaceChildren()
      for (const part of form.querySelectorAll("[data-pending]")) part.hidden = false
    },
    notSaved({ kind, says, clash }, isCopied) {
      if (clash) ask(clash)
      const why = says ?? words[kind] ?? words.failed
      say(clash || !isCopied ? why : `${why} ${words.copied}`, true)
    },
  }
}
