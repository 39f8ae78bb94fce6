// How long somebody typed: a hint for moderators, sent along where nothing of the text came from elsewhere.

const MOST = 30 // characters that arrive at once: what is dictated comes by the sentence

export function watch(form) {
  const { text } = form.elements
  let [begun, isTyped, length] = [null, !text.value, text.value.length]

  text.addEventListener("input", ({ inputType = "", isTrusted }) => {
    if (!text.value) [begun, isTyped] = [null, true]
    else begun ??= performance.now()
    const isFromElsewhere = inputType.startsWith("insertFrom") || inputType === "insertReplacementText"
    if (isFromElsewhere || (isTrusted && text.value.length - length > MOST)) isTyped = false
    length = text.value.length
  })
  form.addEventListener("formdata", ({ formData }) => {
    if (isTyped && begun !== null) formData.set("typed_for", Math.round(performance.now() - begun))
  })
}
