// Draws what is typed into the pane of the preview, and how others show the article, while it is typed.

import { morph } from "./preview_morph.js";
import { rendering } from "./preview_render.js";
import { sizes } from "./preview_sizes.js";

const beside = matchMedia("(min-width: 1200px)")

export const start = ({ form, pane, opener, elsewhere }) => {
  const frame = pane.querySelector("iframe")
  const problem = pane.querySelector("[data-problem]")
  const address = () => (pane.open ? pane.dataset.frame : elsewhere?.open ? pane.dataset.elsewhere : "")

  const draw = (nodes) => elsewhere?.querySelector("[data-drawn]").replaceChildren(...nodes)
  const show = (page) => {
    problem.hidden = Boolean(page)
    const main = page?.querySelector("main")
    const shown = frame.contentDocument?.querySelector("main")
    if (main && shown) morph(shown, main)
    if (main) draw(page.querySelector("template[data-elsewhere]").content.childNodes)
    else if (page) draw(page.body.childNodes)
  }
  const later = rendering(form, address, show)

  const open = () => {
    document.documentElement.toggleAttribute("data-previewing", beside.matches)
    if (beside.matches) pane.show()
    else pane.showModal()
    if (beside.matches) opener.focus({ preventScroll: true })
    opener.ariaExpanded = "true"
    if (!frame.hasAttribute("src")) frame.src = pane.dataset.frame
    else later()
  }
  const toggle = () => (pane.open ? pane.close() : open())

  sizes(pane)
  frame.addEventListener("load", later)
  pane.querySelector("[data-close]").addEventListener("click", () => pane.close())
  pane.addEventListener("close", () => {
    document.documentElement.removeAttribute("data-previewing")
    opener.ariaExpanded = "false"
    opener.focus({ preventScroll: true })
  })
  pane.addEventListener("keydown", (event) => event.key === "Escape" && pane.close())
  beside.addEventListener("change", () => {
    if (!pane.open) return
    pane.close()
    open()
  })
  for (const kind of ["input", "change"]) form.addEventListener(kind, later)
  return { toggle, later }
}
