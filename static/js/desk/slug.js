// Makes the address from the headline while nobody has typed one and readers do not know it yet, and says at once
// whether it is free.

const slugOf = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 200)

const PAUSE = 400

const asking = (slug, category, headline) => {
  const said = Object.assign(document.createElement("p"), { className: "desk-slug-says", role: "status" })
  slug.after(said)
  let timer, request
  const ask = async () => {
    request?.abort()
    request = new AbortController()
    const query = new URLSearchParams({ slug: slug.value, category: category?.value ?? "", headline: headline.value })
    try {
      const response = await fetch(`${slug.dataset.address}?${query}`, { signal: request.signal })
      if (response.redirected) return
      const { is_free: isFree = true, says = "" } = response.ok ? await response.json() : {}
      said.textContent = says
      said.toggleAttribute("data-wrong", !isFree)
    } catch {
      // a newer question, or no connection: the server asks again when it is saved
    }
  }
  return () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  }
}

const headline = document.querySelector("#id_headline")
const slug = document.querySelector("#id_slug")

if (headline && slug) {
  const category = document.querySelector("#id_category")
  const later = slug.dataset.address ? asking(slug, category, headline) : () => {}
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
