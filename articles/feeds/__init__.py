"""Feeds of any list of articles, with the whole text of each: RSS 2.0, Atom and JSON Feed."""
