"""A chat-completions server on the loopback interface that plays a script: for tests of real requests."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One scripted reply.

    Attributes:
        pieces: the answer, streamed piece by piece.
        finish: why the answer ends; None to let it stop in the middle.
        status: HTTP status; other than 200 there is no stream.
        body: sent as it is instead of a stream.
        headers: added to the reply.
        cut: close the connection without ending the body.
        stall_s: seconds of silence after the pieces.
    """

    pieces: tuple[str, ...] = ()
    finish: str | None = "stop"
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    stall_s: float = 0.0


@dataclass
class Server:
    """What a running server was asked, and where it is."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)


class _Loopback(ThreadingHTTPServer):
    """A server on the loopback interface with the script that it plays and the notes that it takes."""

    daemon_threads = True

    def __init__(self, script: list[Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.played = Server(f"http://127.0.0.1:{self.server_address[1]}/v1")


class _Handler(BaseHTTPRequestHandler):
    """Plays the script of the server that it is given."""

    server: _Loopback
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._plain(200, b'{"object": "list", "data": [{"id": "m"}]}', {})

    def do_POST(self) -> None:
        played, script = self.server.played, self.server.script
        length = int(self.headers.get("content-length", "0"))
        played.asked.append(json.loads(self.rfile.read(length)))
        played.keys.append(self.headers.get("authorization", ""))
        reply = script.pop(0) if len(script) > 1 else script[0]
        if reply.status != 200 or reply.body is not None:
            self._plain(reply.status, reply.body or b'{"error": {"message": "no"}}', reply.headers)
        else:
            self._stream(reply)

    def _plain(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for piece in reply.pieces:
            self._chunk(_event(piece, None))
        if reply.stall_s:
            self.server.played.released.wait(reply.stall_s)
        if reply.cut:
            self.close_connection = True
            return
        if reply.finish:
            self._chunk(_event("", reply.finish))
            self._chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(replies: Sequence[Reply]) -> Iterator[Server]:
    """Serve the replies in order, the last again and again, and yield the server."""
    http = _Loopback(list(replies))
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield http.played
    finally:
        http.played.released.set()
        http.shutdown()
        http.server_close()
        thread.join(5)


def _event(piece: str, finish: str | None) -> bytes:
    choice = {"index": 0, "delta": {"content": piece}, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()
