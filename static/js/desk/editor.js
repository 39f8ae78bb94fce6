// The page of the article editor. Sent as one file; what is used seldom is fetched when it is.

import "./lost.js";
import "./slug.js";
import "./unsaved.js";
import "./once.js";
import "./counts.js";
import "./fields.js";
import "./preview.js";
import "./autosave.js";
import "./seldom.js";
import "./shortcuts.js";
