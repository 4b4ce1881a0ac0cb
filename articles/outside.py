"""Addresses of other sites, as readers meet them."""

from urllib.parse import urlsplit


def web_address(value: str) -> str:
    """The address if it is one of the web, else nothing: what was written past the form may hold a script."""
    try:
        parts = urlsplit(value.strip())
        return value.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """The name of the site in an address: https://www.example.org/a is at example.org."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
