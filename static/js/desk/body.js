// The text field: what our rich-text editor knows besides what it came with. Sent as one file.

export { Blocks } from "./body_blocks.js";
export { BodyDocument } from "./body_document.js";
export { BodySource } from "./body_source.js";
export { Container } from "./body_container.js";
export { Embed } from "./body_embed.js";
export { Gallery } from "./body_gallery.js";
export { Image } from "./body_picture.js";
export { KeptAttributes, KeptBlock, KeptInline } from "./body_kept.js";
export { Link } from "./body_link.js";
export { Paste } from "./body_paste.js";
export { Table } from "./body_table.js";
export { Toolbar } from "./body_toolbar.js";
