"""Views by noun. None sets a cookie, and none needs one."""
