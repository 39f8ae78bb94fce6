// Asks the device for a passkey or security key, new or known, and sends what it answers with the form it stands in.
// Without scripts, and where browsers have no passkeys, the buttons for it are not there.
// They belong to a name: at an address of numbers, as http://127.0.0.1:8000, every device refuses.
const isNumber = /^(?:[\d.]+|\[.*\])$/.test(location.hostname)
const able = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON) && !isNumber

export function mount(form) {
  const problem = form.querySelector("[data-problem]")
  if (!able) return absent(form, problem)
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const button = event.submitter ?? form.querySelector("button")
    problem.textContent = ""
    button.disabled = true
    try {
      form.elements.credential.value = JSON.stringify(await verbs[form.dataset.verb](form))
      form.submit()
    } catch (error) {
      problem.textContent = (error.name === "InvalidStateError" && problem.dataset.known) || problem.dataset.failed
    } finally {
      button.disabled = false
    }
  })
}

function absent(form, problem) {
  if (!problem.dataset.missing) form.hidden = true
  else {
    problem.textContent = problem.dataset.missing
    form.querySelector("[type=submit]").hidden = true
  }
}

const verbs = {
  async create(form) {
    const { publicKey } = options(form)
    const { passwordless } = form.elements
    // A passkey lies in the device and knows whose it is; a key for the second step alone need not.
    if (passwordless) publicKey.authenticatorSelection = selection(publicKey, passwordless.checked)
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
  },
  async get(form) {
    const { publicKey } = form.dataset.ask ? await asked(form.dataset.ask) : options(form)
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })
  },
}

function selection(publicKey, isPasskey) {
  const key = { residentKey: "discouraged", requireResidentKey: false }
  const passkey = { residentKey: "required", requireResidentKey: true, userVerification: "required" }
  return { ...publicKey.authenticatorSelection, ...(isPasskey ? passkey : key) }
}

function options(form) {
  return JSON.parse(document.getElementById(form.dataset.options).textContent)
}

async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } })
  return (await answer.json()).request_options
}
