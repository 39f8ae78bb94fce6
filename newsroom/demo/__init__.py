"""An invented newspaper, the Wendle Ledger, to look at a new site with something in it."""
