// Shows the pictures of a gallery one by one over the page. Without scripts each links to its large version.

const SWIPE = 40 // pixels

export function mount(gallery) {
  const links = [...gallery.querySelectorAll(".gallery-link:has(img)")]
  const dialog = gallery.nextElementSibling?.content?.querySelector("dialog").cloneNode(true)
  if (!dialog || !links.length) return
  gallery.after(dialog)
  const viewer = new Viewer(dialog, links)
  links.forEach((link, place) =>
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      viewer.open(place)
    }),
  )
}

class Viewer {
  constructor(dialog, links) {
    Object.assign(this, { dialog, links, place: 0, picture: new Image() })
    this.picture.draggable = false // or a mouse would drag the file instead of turning the page
    dialog.querySelector("[data-stage]").prepend(this.picture)
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => links[this.place].focus())
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close())
    for (const button of dialog.querySelectorAll("[data-step]")) {
      button.hidden = links.length < 2
      button.addEventListener("click", () => this.show(this.place + Number(button.dataset.step)))
    }
    dialog.addEventListener("keydown", (event) => this.onKey(event))
    this.listenForSwipes()
  }

  open(place) {
    this.show(place)
    this.dialog.showModal()
  }

  show(place) {
    this.place = (place + this.links.length) % this.links.length
    const link = this.links[this.place]
    this.picture.src = link.href
    this.picture.alt = link.querySelector("img").alt
    const caption = link.closest("figure:not([data-gallery])")?.querySelector("figcaption")
    this.dialog.querySelector("[data-caption]").textContent = caption?.textContent ?? ""
    this.dialog.querySelector("[data-count]").textContent = `${this.place + 1} / ${this.links.length}`
  }

  onKey(event) {
    const forward = getComputedStyle(this.dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
    const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -this.place, End: this.links.length - 1 - this.place }
    if (!(event.key in steps)) return
    event.preventDefault()
    const turned = forward === "ArrowLeft" && event.key.startsWith("Arrow")
    this.show(this.place + (turned ? -steps[event.key] : steps[event.key]))
  }

  listenForSwipes() {
    let start = null
    this.dialog.addEventListener("pointerdown", ({ clientX, isPrimary }) => (start = isPrimary ? clientX : null))
    this.dialog.addEventListener("pointerup", ({ clientX }) => {
      if (start !== null && Math.abs(clientX - start) > SWIPE) this.show(this.place + (clientX < start ? 1 : -1))
      start = null
    })
  }
}
