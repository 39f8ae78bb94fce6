// Mod+S saves, wherever the cursor is.

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return
  const save = document.querySelector("button[name=_save]")
  if (!save) return
  event.preventDefault()
  save.click()
})
