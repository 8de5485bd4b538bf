"""The one door of the server: host, origin, address, log-in, size and rate are checked before all else."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.serving.access import SCOPE, Access, Visitor
from assistant.serving.headers import secured
from assistant.serving.limits import Limits
from assistant.serving.owners import Owners
from assistant.serving.routes import Kind, kind_of

COOKIE = "wendang_session"
_MOST_BYTES = 8 * 1024 * 1024
"""The largest request that is no upload."""
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further."""

    status: int
    what: str
    headers: tuple[tuple[str, str], ...] = ()

    def body(self) -> bytes:
        """Return the reply's body, in the shape that OpenAI's clients read; `detail` is for Gradio's."""
        kind = _TYPES.get(self.status, "invalid_request_error")
        error = {"message": self.what, "type": kind, "param": None, "code": None}
        return json.dumps({"error": error, "detail": self.what}, ensure_ascii=False).encode()


class _TooLarge(Exception):
    """More bytes came than are allowed."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a guard lets pass.

    Attributes:
        hosts: names in the Host header, without port; None where any will do.
        origins: sites whose pages may call the server, beside its own.
        upload_bytes: the largest upload.
        files: the folder from which files made for visitors are handed out.
        proxied: a proxy stands before the server, and its forwarding headers are believed.
    """

    hosts: frozenset[str] | None
    origins: frozenset[str]
    upload_bytes: int
    files: Path
    proxied: bool = False


class Guard:
    """An ASGI application before another one.

    Args:
        app: what is guarded.
        access: passwords and sessions.
        rules: what may pass.
        limits: requests of each user.
        guesses: wrong passwords from each address.
    """

    def __init__(self, app: Any, access: Access, rules: Rules, limits: Limits, guesses: Limits) -> None:
        self._app, self._access, self._rules = app, access, rules
        self._limits, self._guesses, self._owners = limits, guesses, Owners()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Check a request and pass it on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            # Nothing here speaks over web sockets.
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        kind = kind_of(scope["path"], self._rules.files)
        send = secured(send, keep=kind == "static")
        preflight = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        refusal, visitor = self._foreign(scope, headers), None
        if refusal is None and not preflight:
            refusal, visitor = self._known(scope, headers)
            refusal = refusal or self._refusal(scope, kind, visitor)
        if refusal is not None:
            return await _refuse(refusal, send)
        scope[SCOPE] = visitor
        if not self._rules.proxied:
            scope["headers"] = [
                pair
                for pair in scope["headers"]
                if not pair[0].lower().startswith((b"x-forwarded", b"forwarded"))
            ]
        await self._pass_on(scope, headers, receive, send, self._room(kind))

    def _foreign(self, scope: Any, headers: dict[str, str]) -> Refusal | None:
        """Refuse what another site made the browser send, and names that only pretend to be this machine."""
        rules = self._rules
        named = [headers.get("host", "")]
        if rules.proxied and "x-forwarded-host" in headers:
            named.append(headers["x-forwarded-host"].split(",")[0].strip())
        if rules.hosts is not None and any(_host(name) not in rules.hosts for name in named):
            return Refusal(421, "this server does not answer under this name")
        origin = headers.get("origin")
        if scope["method"] in ("GET", "HEAD") and origin is None:
            return None
        if headers.get("sec-fetch-site") == "cross-site" and origin not in rules.origins:
            return Refusal(403, "requests from other sites are not taken")
        if origin and origin not in rules.origins and urlsplit(origin).netloc not in named:
            return Refusal(403, "requests from other sites are not taken")
        return None

    def _known(self, scope: Any, headers: dict[str, str]) -> tuple[Refusal | None, Visitor | None]:
        """Say who sends a request; whoever tries passwords has to wait, also with the right one."""
        address, bearer = address_of(scope), _bearer(headers)
        if bearer and self._access.has_passwords:
            if wait := self._guesses.peek(address):
                return later(wait), None
            if not self._access.role_of(bearer):
                self._guesses.wait(address)
        return None, self._access.visitor(cookie(headers.get("cookie", "")), bearer, address)

    def _refusal(self, scope: Any, kind: Kind | None, visitor: Visitor | None) -> Refusal | None:
        if kind == "log-in":
            return None
        if visitor is None:
            if kind == "page" and scope["path"] == "/":
                return Refusal(303, "log in first", (("location", "/login"),))
            challenge = (("www-authenticate", "Bearer"),)
            return Refusal(401, "log in, or send the password as a bearer token", challenge)
        if kind is None:
            return Refusal(404, "there is nothing at this address")
        if kind == "upload" and not visitor.may_edit:
            return Refusal(403, "only editors may upload")
        if not self._owners.may(scope["path"], scope.get("query_string", b"").decode("latin-1"), visitor.key):
            return Refusal(403, "this conversation belongs to somebody else")
        wait = self._limits.wait(visitor.key) if kind in ("work", "upload") else 0.0
        return later(wait) if wait else None

    def _room(self, kind: Kind | None) -> int:
        return self._rules.upload_bytes if kind == "upload" else _MOST_BYTES

    async def _pass_on(self, scope: Any, headers: dict[str, str], receive: Any, send: Any, room: int) -> None:
        """Pass a request on, and stop it where more bytes come than there is room for."""
        told = headers.get("content-length", "0")
        if not told.isdigit() or int(told) > room:
            return await _refuse(Refusal(413, f"at most {room // 1024 // 1024} MB are taken at once"), send)
        came, begun = 0, False

        async def counted() -> Any:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > room:
                raise _TooLarge
            return message

        async def sending(message: Any) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, sending)
        except _TooLarge:
            if not begun:
                await _refuse(Refusal(413, f"at most {room // 1024 // 1024} MB are taken at once"), send)


def cookie(header: str) -> str:
    """Return the session's token from a Cookie header, "" where there is none."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _bearer(headers: dict[str, str]) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def address_of(scope: Any) -> str:
    """Return where a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def _host(value: str) -> str:
    """Return the name in a Host header, without port and in small letters."""
    try:
        return (urlsplit(f"//{value}").hostname or "").lower()
    except ValueError:
        return ""


def later(seconds: float) -> Refusal:
    """Return the refusal of a request that came too soon."""
    whole = str(math.ceil(seconds))
    return Refusal(429, f"too many requests; try again in {whole} s", (("retry-after", whole),))


async def _refuse(refusal: Refusal, send: Any) -> None:
    body = refusal.body()
    named = (("content-type", "application/json"), ("content-length", str(len(body))), *refusal.headers)
    raw = [(name.encode(), value.encode()) for name, value in named]
    await send({"type": "http.response.start", "status": refusal.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
