// Marks in the table of contents where one is: at the last heading that has passed the upper third of the window.

export function mount(contents) {
  const links = [...contents.querySelectorAll("a")]
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))))
  const mark = () => {
    const passed = headings.findLastIndex((heading) => heading?.getBoundingClientRect().top < innerHeight / 3)
    links.forEach((link, place) => {
      if (place === passed) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
    })
  }
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -67% 0px" })
  headings.forEach((heading) => heading && observer.observe(heading))
}
