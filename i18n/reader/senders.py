"""Where a request comes from: our own pages or elsewhere, and which network."""

import ipaddress
from urllib.parse import urlsplit

from django.http import HttpRequest

from i18n.conf import conf


def is_from_our_pages(request: HttpRequest) -> bool:
    """Whether a form was sent from this site, by Sec-Fetch-Site and Origin.

    Browsers send them and pages elsewhere cannot forge them. Where a browser sends neither, the form token decides.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin", "")
    if not origin:
        return True
    if origin == "null":
        return site == "same-origin"
    try:
        return urlsplit(origin).netloc.lower() == request.get_host().lower()
    except ValueError:
        return False


def address_of(request: HttpRequest) -> str:
    """The sender's address: REMOTE_ADDR, or what our own proxies (`INTERURBAN_TRUSTED_PROXIES`) say in X-Forwarded-For.

    Used for today's sender key, and forgotten.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if not _is_ours(address):
        return address
    for hop in reversed(request.headers.get("X-Forwarded-For", "")[:2000].split(",")):
        hop = hop.strip()
        if not hop:
            continue
        address = hop
        if not _is_ours(hop):
            break
    return address


def _is_ours(address: str) -> bool:
    if not conf.trusted_proxies:
        return False
    if not address:
        return "unix" in conf.trusted_proxies
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    networks = (ipaddress.ip_network(name, strict=False) for name in conf.trusted_proxies if name != "unix")
    return any(parsed in network for network in networks)
