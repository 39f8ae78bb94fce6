// Makes the address from the headline while nobody has typed one and readers do not know it yet. Whether it is free is
// asked by slug_free.js, fetched for the first address that is not what it was.

const slugOf = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 200)

const headline = document.querySelector("#id_headline")
const slug = document.querySelector("#id_slug")

if (headline && slug) {
  const category = document.querySelector("#id_category")
  const later = async () => {
    const free = slug.dataset.address && (await import("./slug_free.js").catch(() => null))
    if (free) free.ask(slug, category, headline)
  }
  slug.addEventListener("input", later)
  category?.addEventListener("change", later)
  if (document.querySelector("[data-never-public]")) {
    let made = slugOf(headline.value)
    headline.addEventListener("input", () => {
      if (slug.value && slug.value !== made) return
      made = slug.value = slugOf(headline.value)
      later()
    })
  }
}
