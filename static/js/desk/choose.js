// Hands a chosen picture to the editor in the window that opened this one.

const list = document.querySelector("[data-choose]")

list?.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-picture]")
  if (!button || !window.opener?.CKEDITOR) return
  const { picture, url, alt, caption } = button.dataset
  window.opener.CKEDITOR.tools.callFunction(list.dataset.choose, url, { id: picture, alternative_text: alt, caption })
  window.close()
})
