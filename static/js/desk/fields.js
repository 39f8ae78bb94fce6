// Fields in which one finds something, rows of them, and windows that make what is not there yet.

import { comboboxes } from "./combobox.js";
import "./related.js";
import "./rows.js";

comboboxes(document)
