"""Feeds of the site, of topics and of content types, in each language: Atom, RSS and JSON."""
