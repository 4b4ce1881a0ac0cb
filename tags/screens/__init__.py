"""Screens for tags and content types in Wagtail's admin."""
