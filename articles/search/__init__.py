"""Plain search in the texts of one language."""
