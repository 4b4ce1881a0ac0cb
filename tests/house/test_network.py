"""Tests cannot reach beyond this machine."""

import socket
import urllib.request

import pytest

from tests.network import NetworkForbidden, is_local


def test_another_machine_is_refused():
    # 192.0.2.0/24 is reserved for documentation (RFC 5737)
    with pytest.raises(NetworkForbidden), socket.socket() as sock:
        sock.connect(("192.0.2.1", 80))


def test_datagrams_are_refused():
    with pytest.raises(NetworkForbidden), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"x", ("192.0.2.1", 53))


def test_names_are_not_looked_up():
    with pytest.raises(NetworkForbidden):
        urllib.request.urlopen("http://example.org/")


def test_this_machine_answers():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


@pytest.mark.parametrize("address", [("localhost", 1), ("127.0.0.9", 1), ("::1", 1, 0, 0), None, "", b"localhost"])
def test_local(address):
    assert is_local(address)


@pytest.mark.parametrize("address", [("10.0.0.1", 1), ("example.org", 1), "2001:db8::1", ("0.0.0.0", 1)])
def test_not_local(address):
    assert not is_local(address)
