// Lets the browser keep the site for times without a connection: once the page is there, and only where browsers allow
// it, that is with TLS or on the own machine.

export function mount(root) {
  if (!navigator.serviceWorker) return
  const register = () => navigator.serviceWorker.register(root.dataset.worker).catch(() => {})
  if (document.readyState === "complete") register()
  else addEventListener("load", register, { once: true })
}
