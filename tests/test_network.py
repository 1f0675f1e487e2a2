"""Tests depend on nothing but this machine."""

import socket
import urllib.request

import pytest

AWAY = "192.0.2.1"  # an address for documentation: nobody has it


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_no_socket_leaves_this_machine(kind):
    with socket.socket(socket.AF_INET, kind) as one:
        for reach in (one.connect, one.connect_ex):
            with pytest.raises(RuntimeError, match="stay on this machine"):
                reach((AWAY, 9))


def test_nothing_is_sent_and_no_name_is_looked_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, pytest.raises(RuntimeError, match="stay on"):
        one.sendto(b"x", (AWAY, 9))
    with pytest.raises(RuntimeError, match="stay on"):
        socket.getaddrinfo("example.org", 80)
    with pytest.raises(RuntimeError, match="stay on"):
        urllib.request.urlopen("http://example.org/")


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
