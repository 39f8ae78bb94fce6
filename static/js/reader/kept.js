// The articles read last, which the browser can still show without a connection.

async function headlineOf(response) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  return page.querySelector("h1")?.textContent.trim()
}

export async function mount(root) {
  if (!self.caches || !(await caches.has("articles"))) return
  const cache = await caches.open("articles")
  const list = root.querySelector("[data-list]")
  for (const request of (await cache.keys()).reverse()) {
    const copy = await cache.match(request, { ignoreVary: true })
    const item = root.querySelector("template").content.firstElementChild.cloneNode(true)
    const link = item.querySelector("a")
    link.href = request.url
    link.textContent = await headlineOf(copy)
    if (link.textContent) list.append(item)
  }
  root.hidden = !list.children.length
}
