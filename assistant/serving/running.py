"""The application on a port, in a thread of its own."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable
from typing import Any

import uvicorn

from index.errors import SettingsError

_START_S = 60.0
_END_S = 30.0
_BACKLOG = 2048


class Running:
    """A server that listens.

    Args:
        app: the ASGI application.
        host: address to listen on.
        port: port to listen on; 0 for any that is free.
        proxied: believe the forwarding headers of a proxy on this machine.

    Raises:
        SettingsError: the port is taken, the address is not this machine's, or the server does not start.
    """

    def __init__(self, app: Any, host: str, port: int, *, proxied: bool = False) -> None:
        self._socket = _listening(host, port)
        self.host, self.port = host, int(self._socket.getsockname()[1])
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=proxied,
            forwarded_allow_ips="127.0.0.1" if proxied else "",
            timeout_graceful_shutdown=1,
            lifespan="on",
        )
        self._server = uvicorn.Server(config)
        self._after: list[Callable[[], object]] = []
        self._thread = threading.Thread(target=self._run, name="wendang-server", daemon=True)
        self._thread.start()
        self._wait_for_start()

    @property
    def local_url(self) -> str:
        """Address of the page, as this machine reaches it."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{self.port}/"

    def block_thread(self) -> None:
        """Wait until interrupted, then end."""
        try:
            while self._thread.is_alive():
                self._thread.join(0.5)
        except KeyboardInterrupt:
            pass
        finally:
            self.close()

    def on_close(self, action: Callable[[], object]) -> None:
        """Have something done when the server has ended."""
        self._after.append(action)

    def close(self) -> None:
        """End the server and free its port; a second time does nothing."""
        said = logging.getLogger("uvicorn.error")
        level = said.level
        # Pages that are open keep their streams until they are cut off, which is no error.
        said.setLevel(logging.CRITICAL)
        self._server.should_exit = True
        self._thread.join(_END_S)
        said.setLevel(level)
        if not self._thread.is_alive():
            self._socket.close()
        while self._after:
            self._after.pop()()

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])

    def _wait_for_start(self) -> None:
        step = 0.02
        for _ in range(int(_START_S / step)):
            if self._server.started:
                return
            if not self._thread.is_alive():
                break
            self._thread.join(step)
        self.close()
        hint = "the log above says why"
        raise SettingsError("the server did not start", subject=f"{self.host}:{self.port}", hint=hint)


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        hint = "take another with --port (or PORT= for make), or end what listens there"
        raise SettingsError(f"cannot listen there: {error}", subject=f"{host}:{port}", hint=hint) from error
