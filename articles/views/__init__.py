"""Reader's pages: each view finds rows, builds view models and renders; the language is in the address."""
