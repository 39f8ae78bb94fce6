// Videos of other platforms: pasted as an address on a line of its own, or put in with the button.

import { gettext, Node, Plugin, updateAttrsDialog } from "django-prose-editor/editor"

const VIDEO =
  /^https?:\/\/((www\.|m\.|music\.)?youtube\.com\/(watch\?\S*v=|shorts\/|live\/|embed\/|v\/)|youtu\.be\/|(www\.|player\.)?vimeo\.com\/)\S+$/

const ask = updateAttrsDialog(
  { url: { title: gettext("Address of the YouTube or Vimeo video"), format: "url", required: true } },
  { title: gettext("Insert a video"), submitText: gettext("Insert") },
)

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes: () => ({
    url: {
      default: "",
      parseHTML: (element) => element.getAttribute("data-embed"),
      renderHTML: ({ url }) => ({ "data-embed": url }),
    },
  }),
  parseHTML: () => [{ tag: "figure[data-embed]", priority: 60 }],
  renderHTML: ({ node, HTMLAttributes }) => ["figure", HTMLAttributes, ["a", { href: node.attrs.url }, node.attrs.url]],

  addNodeView:
    () =>
    ({ node }) => {
      const dom = document.createElement("div")
      dom.className = "desk-embed"
      dom.textContent = `${gettext("Video")}: ${node.attrs.url}`
      return { dom }
    },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "embed",
      groups: "nodes",
      button: buttons.text(gettext("Video"), gettext("Insert a video")),
      async command(editor) {
        const answer = await ask(editor, {})
        const url = answer?.url.trim()
        if (!url) return
        if (VIDEO.test(url)) editor.chain().focus().insertContent({ type: "embed", attrs: { url } }).run()
        else window.alert(gettext("Only addresses of YouTube and Vimeo videos can be shown."))
      },
    })
  },

  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const url = event.clipboardData?.getData("text/plain").trim() ?? ""
            const { $from, empty } = view.state.selection
            const isOwnLine = empty && $from.parent.type.name === "paragraph" && !$from.parent.content.size
            if (!isOwnLine || !VIDEO.test(url)) return false
            return editor.chain().focus().insertContent({ type: "embed", attrs: { url } }).run()
          },
        },
      }),
    ]
  },
})
