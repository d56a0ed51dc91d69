"""Serving the desk from one process."""

import socket
from collections.abc import Callable

from waitress import create_server

from turunkan.core.vocab import StopRun, Wording
from turunkan.desk.parties.models import User
from turunkan.site.wsgi import application

_THREADS = 8
_FORWARDED = {"x-forwarded-for", "x-forwarded-proto"}
_TAKEN = Wording(
    id="Port {port} tidak dapat dipakai ({why}). Pilih yang lain: --port {other}",
    en="Port {port} cannot be used ({why}). Choose another: --port {other}",
)


def serve(host: str, port: int, announce: Callable[[str, bool], None], proxy: str = "") -> None:
    """Listen until interrupted; `announce` hears the address and whether anybody can log in. Raises StopRun.

    `proxy` is the address of a reverse proxy whose word on the visitor's address and scheme is taken.
    """
    listener = _listener(host, port)
    trust = {"trusted_proxy": proxy, "trusted_proxy_headers": _FORWARDED} if proxy else {}
    server = create_server(
        application,
        sockets=[listener],
        threads=_THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
        **trust,
    )
    announce(f"http://{host}:{port}/", User.objects.exists())
    server.run()


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        person = _TAKEN.fill(port=port, why=error.strerror, other=port + 1)
        raise StopRun(f"port {port}: {error}", person) from error
    return listener
