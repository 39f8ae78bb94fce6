"""The clock stands one second before and after: every address of the site, as anybody gets it."""
