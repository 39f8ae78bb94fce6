// The page of the article editor. Sent as one file; what is used seldom is fetched when it is.

import "./slug.js";
import "./unsaved.js";
import "./once.js";
import "./counts.js";
import "./check.js";
import "./publish_dialog.js";
import "./preview.js";
import "./autosave.js";
import "./remarks.js";
