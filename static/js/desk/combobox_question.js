// One question of a combobox after the other: what has these words? A newer one ends the one before.

export const option = ({ id, text }, name) => {
  const made = Object.assign(document.createElement("li"), { id: name, role: "option", ariaSelected: "false", textContent: text })
  made.dataset.value = id
  return made
}

export const question = (select, input) => {
  let asked
  const ask = async (page) => {
    asked?.abort()
    asked = new AbortController()
    const { signal } = asked
    const { combobox, appLabel: app_label, modelName: model_name, fieldName: field_name } = select.dataset
    const term = input.value === select.selectedOptions[0]?.textContent.trim() ? "" : input.value
    try {
      const response = await fetch(`${combobox}?${new URLSearchParams({ term, page, app_label, model_name, field_name })}`, { signal })
      const { results, pagination } = await response.json()
      return { results, more: pagination.more }
    } catch {
      return signal.aborted ? null : {}
    }
  }
  ask.stop = () => asked?.abort()
  return ask
}
