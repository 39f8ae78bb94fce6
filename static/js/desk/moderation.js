// The moderators' desk by keyboard: each act is one request, and the next comment is there before it is answered.

import { acting } from "./moderation_acts.js";
import { claim } from "./moderation_claims.js";
import { keys } from "./moderation_keys.js";
import { cards } from "./moderation_cards.js";
import { more } from "./moderation_more.js";

const root = document.querySelector("[data-moderation]")

if (root) {
  const list = cards(root)
  const next = more(root, list)
  const acts = acting(root, list, next)
  keys(root, list, acts)
  claim(root, list)
  root.querySelector("[data-hint]").hidden = false
  root.querySelector("[data-open-help]").addEventListener("click", () => root.querySelector("[data-help]").showModal())
  root.addEventListener("change", (event) => {
    const { words } = event.target.dataset
    if (words) event.target.form.elements.words.value = words
  })
  list.focus(list.all()[0])
}
