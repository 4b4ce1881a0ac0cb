"""Keeps tests off the network: only this machine may be asked, over the loopback addresses or Unix sockets."""

import ipaddress
import socket
from typing import Any

import pytest


class NetworkForbidden(RuntimeError):
    """A test reached for another machine. Not an OSError: no product code may take it for a fault of the network."""


def is_local(address: Any) -> bool:
    """Whether a socket address, or the host of a look-up, belongs to this machine."""
    host = address[0] if isinstance(address, tuple) else address
    if host is None:
        return True
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def forbid_network(patch: pytest.MonkeyPatch) -> None:
    """Makes `socket` refuse every connection, datagram and look-up that leaves this machine."""
    connect, connect_ex, sendto, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.socket.sendto,
        socket.getaddrinfo,
    )

    def check(sock: socket.socket, address: Any) -> None:
        if sock.family != socket.AF_UNIX and not is_local(address):
            raise NetworkForbidden(f"A test tried to reach {address!r}.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(self, address)
        return connect_ex(self, address)

    def guarded_sendto(self: socket.socket, data: Any, *rest: Any) -> int:
        check(self, rest[-1])
        return sendto(self, data, *rest)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_local(host):
            raise NetworkForbidden(f"A test tried to look up {host!r}.")
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket.socket, "sendto", guarded_sendto)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
