// Galleries: pictures in a row that readers enlarge. The button takes the pictures around the cursor together,
// or asks for one; within a gallery it asks for the next.

import { gettext, mergeAttributes, Node } from "django-prose-editor/editor"

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "figure+ caption?",
  isolating: true,
  addOptions: () => ({ pickerUrl: "" }),
  parseHTML: () => [{ tag: "figure[data-gallery]", priority: 65 }],
  renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes({ "data-gallery": "" }, HTMLAttributes), 0],
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "gallery",
      groups: "nodes",
      button: buttons.text(gettext("Gallery"), gettext("Set pictures in a gallery, or add one to it")),
      active: (editor) => editor.isActive("gallery"),
      command: async (editor) => (await import("./body_gather.js")).gather(editor, this.options.pickerUrl),
    })
  },
})
