// One request of the editor, and what became of it.

const LIMIT = 60_000 // bytes that a browser sends for a page that is gone

const AS = { 200: "saved", 409: "clash", 403: "refused", 404: "refused", 413: "refused" }

export const send = async (address, body, { isLast = false } = {}) => {
  const isSmall = String(body).length < LIMIT
  try {
    const response = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: isLast && isSmall,
    })
    // Who was signed out meanwhile is sent to the sign-in page.
    if (response.type === "opaqueredirect" || response.status === 401) return { kind: "gone" }
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json")
    return { kind: AS[response.status] ?? "failed", ...(isJson ? await response.json() : {}) }
  } catch {
    return { kind: "offline" }
  }
}

export const withToken = (form, fields = {}) =>
  new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, ...fields })
