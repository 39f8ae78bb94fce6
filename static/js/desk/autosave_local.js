// Copies on this device of what no server has yet: one for each time that an editor was opened.

const PREFIX = "desk"
const SENT = "desk-sent"

export const local = (bar, opened) => {
  const { user, token } = bar.dataset
  const key = `${PREFIX}:${user}:${opened}`
  const belongs = (copy) => {
    const { article } = bar.dataset
    return article ? copy.article === article || (!copy.article && copy.token === token) : !copy.article
  }
  return {
    write(changed, startedFrom) {
      const copy = { article: bar.dataset.article, token, ...changed, startedFrom, at: Date.now() }
      try {
        localStorage.setItem(key, JSON.stringify(copy))
        return true
      } catch {
        return false
      }
    },
    clear: () => localStorage.removeItem(key),
    // With a form that is sent: the page that answers it has the text, or says that it is saved.
    send: () => sessionStorage.setItem(SENT, key),
    arrive() {
      const sent = sessionStorage.getItem(SENT)
      sessionStorage.removeItem(SENT)
      if (sent && (bar.dataset.unsaved || document.querySelector(".messagelist .kept"))) localStorage.removeItem(sent)
    },
    drop: (other) => localStorage.removeItem(other),
    others: () =>
      Object.keys(localStorage)
        .filter((name) => name.startsWith(`${PREFIX}:${user}:`) && name !== key)
        .map((name) => ({ key: name, ...JSON.parse(localStorage.getItem(name)) }))
        .filter(belongs)
        .sort((one, other) => other.at - one.at),
  }
}
