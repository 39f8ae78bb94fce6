// Replies and mentions of the member who is signed in, for the bell. Which of them were seen, their account knows.

export async function fetched(panel) {
  const answer = await fetch(panel.dataset.replies, { headers: { Accept: "application/json" } })
  return answer.status === 200 ? (await answer.json()).notices : []
}

export async function see(panel, replies) {
  if (!replies.some((reply) => reply.isNew)) return
  for (const reply of replies) reply.isNew = false
  const me = await (await fetch(document.querySelector("[data-me]").dataset.me)).json()
  const headers = { Accept: "application/json", "X-CSRFToken": me.csrf }
  await fetch(panel.dataset.replies, { method: "POST", headers, keepalive: true })
}
