// Says of an address whether it is free.

const PAUSE = 400

const said = Object.assign(document.createElement("p"), { className: "desk-slug-says", role: "status" })
let timer, request

export const ask = (slug, category, headline) => {
  if (!said.isConnected) slug.after(said)
  const find = async () => {
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
  clearTimeout(timer)
  timer = setTimeout(find, PAUSE)
}
