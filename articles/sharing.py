"""Ways to share an article: plain links that request nothing before they are clicked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy


@dataclass(frozen=True, slots=True)
class Target:
    """One link of the share row."""

    name: str
    icon: str
    url: str


_SERVICES: tuple[tuple[str, str, Callable[[str, str], str]], ...] = (
    ("LinkedIn", "linkedin", lambda url, _title: f"https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    ("X", "x", lambda url, _title: f"https://x.com/intent/post?url={url}"),
    ("Facebook", "facebook", lambda url, _title: f"https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("Bluesky", "bluesky", lambda url, title: f"https://bsky.app/intent/compose?text={title}%20{url}"),
    ("WhatsApp", "whatsapp", lambda url, title: f"https://wa.me/?text={title}%20{url}"),
)

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])")
WRONG_SERVER = gettext_lazy("Give the address of your server, such as mastodon.social.")


def targets(url: str, title: str, language: str) -> list[Target]:
    """The share row for a public address (absolute) and a headline."""
    address, headline = quote(url, safe=""), quote(title, safe="")
    row = [Target(name, icon, link(address, headline)) for name, icon, link in _SERVICES]
    mastodon = f"{reverse('share-mastodon', kwargs={'language': language})}?url={address}"
    row.insert(3, Target("Mastodon", "mastodon", mastodon))
    row.append(Target(gettext("E-mail"), "mail", f"mailto:?subject={headline}&body={address}"))
    return row


def mastodon_server(typed: str) -> str:
    """Host name of a server that a reader typed: a name, an address or a handle; ValueError for anything else.

    Only public host names: no port, no IP address, no single label.
    """
    text = typed.strip().lower()
    if "\\" in text:
        raise ValueError(WRONG_SERVER)
    if "://" in text:
        text = text.split("://", 1)[1]
    text = text.split("/", 1)[0].rsplit("@", 1)[-1].rstrip(".")
    try:
        host = text.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError(WRONG_SERVER) from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise ValueError(WRONG_SERVER)
    return host


def mastodon_share_url(server: str, url: str) -> str:
    """Where a server takes a new post."""
    return f"https://{server}/share?text={quote(url, safe='')}"


def is_own(url: str, host: str) -> bool:
    """Whether an absolute address is one of this site's public pages."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc == host and "\\" not in url and url.isprintable()
