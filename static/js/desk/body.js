// The text field: puts the rich-text editor in its place, with what ours knows besides what it came with.

import * as stock from "django-prose-editor/editor"
import { Blocks } from "./body_blocks.js";
import { Container } from "./body_container.js";
import { BodyDocument } from "./body_document.js";
import { Embed } from "./body_embed.js";
import { Gallery } from "./body_gallery.js";
import { KeptAttributes, KeptBlock, KeptInline } from "./body_kept.js";
import { Link } from "./body_link.js";
import { Paste } from "./body_paste.js";
import { Image } from "./body_picture.js";
import { BodySource } from "./body_source.js";
import { Table } from "./body_table.js";
import { Toolbar } from "./body_toolbar.js";

const MARK = "data-django-prose-editor-configurable"
const known = {
  ...stock,
  ...{ Blocks, BodyDocument, BodySource, Container, Embed, Gallery, Image, KeptAttributes, KeptBlock, KeptInline },
  ...{ Link, Paste, Table, Toolbar },
}

const start = (textarea) => {
  const wanted = Object.entries(JSON.parse(textarea.getAttribute(MARK)).extensions)
  const made = wanted
    .filter(([name]) => name in known)
    .map(([name, options]) => (typeof options === "object" ? known[name].configure(options) : known[name]))
  stock.createTextareaEditor(textarea, made)
}

stock.initializeEditors(start, `[${MARK}]`)
