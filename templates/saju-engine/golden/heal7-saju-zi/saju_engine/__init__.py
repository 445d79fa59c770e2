"""The four pillars of a birth time in Seoul, over HTTP."""
