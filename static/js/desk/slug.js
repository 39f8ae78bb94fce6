// Makes the address from the headline while nobody has typed one and readers do not know it yet.

const slugOf = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 200)

document.addEventListener("DOMContentLoaded", () => {
  const headline = document.querySelector("#id_headline")
  const slug = document.querySelector("#id_slug")
  if (!headline || !slug || !document.querySelector("[data-never-public]")) return
  let made = slugOf(headline.value)
  headline.addEventListener("input", () => {
    if (slug.value && slug.value !== made) return
    made = slug.value = slugOf(headline.value)
  })
})
