"""The translation screens in Wagtail's admin: the list of versions, and the review of one."""
