// Copies on this device of what no server has yet: one for each time that an editor was opened.

const SENT = "desk_sent"

// Whether it could be done: a browser may forbid to store anything, or have no room.
const tried = (act) => {
  try {
    act()
    return true
  } catch {
    return false
  }
}

const all = () => {
  const found = []
  tried(() => {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("desk ")) tried(() => found.push({ key: name, ...JSON.parse(localStorage.getItem(name)) }))
    }
  })
  return found
}

const forget = (given) => {
  tried(() => {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("desk ") && name === given) localStorage.removeItem(name)
    }
  })
}

export const local = (bar, opened) => {
  const { user, token } = bar.dataset
  const key = `desk ${user}:${opened}`
  const belongs = (copy) => {
    const { article } = bar.dataset
    return article ? copy.article === article || (!copy.article && copy.token === token) : !copy.article
  }
  return {
    key,
    write(changed, startedFrom) {
      const copy = { article: bar.dataset.article, token, ...changed, startedFrom, at: Date.now() }
      return tried(() => localStorage.setItem(key, JSON.stringify(copy)))
    },
    clear: () => forget(key),
    drop: forget,
    // With a form that is sent: the page that answers it has the text, or says that it is saved.
    send: () => tried(() => sessionStorage.setItem(SENT, key)),
    arrive() {
      let sent = null
      tried(() => {
        sent = sessionStorage.getItem(SENT)
        sessionStorage.removeItem(SENT)
      })
      if (sent && (bar.dataset.unsaved || document.querySelector(".messagelist .kept"))) forget(sent)
    },
    others: () =>
      all()
        .filter((copy) => copy.key.startsWith(`desk ${user}:`) && copy.key !== key && belongs(copy))
        .sort((one, other) => other.at - one.at),
  }
}
