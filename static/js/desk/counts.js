// Words of the text and characters of the headline, while they are written.

document.addEventListener("DOMContentLoaded", () => {
  const shown = document.querySelector("[data-counts]")
  const headline = document.querySelector("#id_headline")
  const text = document.querySelector("#id_body")
  if (!shown || !headline || !text) return
  const count = () => {
    const holder = new DOMParser().parseFromString(text.value.replace(/<\/(p|li|h\d|td)>/g, " $&"), "text/html")
    const words = holder.body.textContent.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0
    const { gettext = (word) => word } = window
    shown.textContent = `${words} ${gettext("words")} · ${headline.value.length} ${gettext("characters in the headline")}`
    shown.hidden = false
  }
  document.addEventListener("input", count)
  count()
})
