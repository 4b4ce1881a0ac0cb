"""Engines for tests only. Nothing in the product may name this package."""
