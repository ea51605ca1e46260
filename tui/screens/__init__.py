"""The reader's screens: they mediate between the widgets, which know nothing of each other."""
