// The scripts that few pages need, or late: static/js/site.js asks here for what it does not know.
const modules = {
  discussion: () => import("../reader/discussion.js"),
  passkey: () => import("./passkey.js"),
  recovery_codes: () => import("./recovery_codes.js"),
  reply: () => import("../reader/reply.js"),
}

export const find = (element) => modules[element.dataset.module]
