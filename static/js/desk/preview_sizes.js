// Shows the page of the pane as wide as a phone, a tablet or a desk has it, scaled to fit, and in either theme.

const isDark = () => {
  const { theme } = document.documentElement.dataset
  return theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches)
}

export const sizes = (pane) => {
  const frame = pane.querySelector("iframe")
  const space = frame.parentElement
  const widths = [...pane.querySelectorAll("[data-width]")]
  const dark = pane.querySelector("[data-dark]")

  const fit = () => {
    const width = Number(widths.find((button) => button.ariaPressed === "true").dataset.width)
    const scale = Math.min(1, space.clientWidth / width)
    Object.assign(frame.style, {
      inlineSize: `${width}px`,
      blockSize: `${space.clientHeight / scale}px`,
      transform: `scale(${scale})`,
      marginInlineStart: `${Math.max(0, (space.clientWidth - width * scale) / 2)}px`,
    })
  }

  const paint = () => {
    const page = frame.contentDocument?.documentElement
    if (page) page.dataset.theme = dark.ariaPressed === "true" ? "dark" : "light"
  }

  for (const button of widths) {
    button.addEventListener("click", () => {
      for (const other of widths) other.ariaPressed = String(other === button)
      fit()
    })
  }
  dark.ariaPressed = String(isDark())
  dark.addEventListener("click", () => {
    dark.ariaPressed = String(dark.ariaPressed !== "true")
    paint()
  })
  frame.addEventListener("load", paint)
  new ResizeObserver(fit).observe(space)
}
