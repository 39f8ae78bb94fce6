// Says so when a part of the page that was to be fetched is not there, as after its files were renewed.

addEventListener("unhandledrejection", () => {
  document.querySelector("[data-lost]").hidden = false
})
