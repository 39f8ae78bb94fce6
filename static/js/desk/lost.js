// Says so when a part of the page that was to be fetched is not there, as after its files were renewed.

addEventListener("unhandledrejection", () => {
  const place = document.querySelector("[data-lost]")
  place.className = "errornote" // not before: by it, others see that the page was refused
  place.hidden = false
})
