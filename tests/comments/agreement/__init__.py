"""Random acts of everybody, after which all that readers and moderators are told is what can be read."""
