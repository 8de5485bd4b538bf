"""Who may do what: two roles, a password for each, and sessions that expire.

A reader asks and reads; an editor also brings in pages, removes them and rebuilds the index. On the loopback
address without passwords whoever reaches the server is an editor: it is their own machine. Beyond it a
password is needed, or the explicit word that the chat is open, which makes everybody a reader.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from index.errors import SettingsError

if TYPE_CHECKING:
    from assistant.settings import Settings

Role = Literal["reader", "editor"]
SCOPE = "wendang.visitor"
"""Where the guard leaves the visitor in a request's scope."""

_SESSION = "session "  # how the key of whoever logged in begins
_MOST_SESSIONS = 10_000
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sends a request.

    Attributes:
        name: what they call themselves, else their role.
        key: by what their requests are counted; tells nothing of their password.
    """

    name: str
    role: Role
    key: str

    @property
    def may_edit(self) -> bool:
        """Say whether they may change the archive."""
        return self.role == "editor"

    @property
    def logged_in(self) -> bool:
        """Say whether they have a session that they can end."""
        return self.key.startswith(_SESSION)


@dataclass(frozen=True, slots=True)
class _Session:
    visitor: Visitor
    until: float


class Access:
    """The passwords and the sessions of one server.

    Args:
        passwords: password by role; kept as digests only.
        anyone: role of whoever does not log in; None where everybody must.
        session_s: seconds after which a session ends.
        clock: seconds, only ever growing.
    """

    def __init__(
        self,
        passwords: Mapping[Role, str],
        *,
        anyone: Role | None,
        session_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._salt = secrets.token_bytes(32)
        self._digests = {role: self._digest(password) for role, password in passwords.items()}
        self.anyone, self.session_s, self._clock = anyone, session_s, clock
        self._sessions: dict[bytes, _Session] = {}
        self._lock = Lock()

    @classmethod
    def from_settings(cls, settings: Settings) -> Access:
        """Return what the settings ask for.

        Raises:
            SettingsError: the server would be reached from elsewhere without a password.
        """
        given: dict[Role, str] = {}
        if settings.editor_password:
            given["editor"] = settings.editor_password.get_secret_value()
        if settings.reader_password:
            given["reader"] = settings.reader_password.get_secret_value()
        if given.get("editor") == given.get("reader", ""):
            hint = "give readers another password than editors"
            raise SettingsError("both roles have one password", subject="reader_password", hint=hint)
        anyone: Role | None = None
        if settings.open_access:
            anyone = "reader"
        elif not given and is_local(settings.host) and not settings.allowed_hosts:
            anyone = "editor"
        if anyone is None and not given:
            hint = (
                "set WENDANG_READER_PASSWORD (and WENDANG_EDITOR_PASSWORD), "
                "or say --open to let everybody read"
            )
            where = settings.allowed_hosts or settings.host
            raise SettingsError(
                "others can reach this address, and no password is set", subject=where, hint=hint
            )
        return cls(given, anyone=anyone, session_s=settings.session_hours * 3600)

    @property
    def has_passwords(self) -> bool:
        """Say whether there is anything to log in with."""
        return bool(self._digests)

    def role_of(self, secret: str) -> Role | None:
        """Return the role that a password gives; takes the same time whichever is wrong."""
        given, found = self._digest(secret), None
        for role, digest in self._digests.items():
            if hmac.compare_digest(given, digest):
                found = role
        return found

    def log_in(self, secret: str, name: str = "") -> str | None:
        """Begin a session.

        Args:
            secret: the password.
            name: what the visitor calls themselves; kept with their feedback.

        Returns:
            The session's token, for a cookie; None where the password is wrong.
        """
        role = self.role_of(secret)
        if role is None:
            return None
        token, now = secrets.token_urlsafe(32), self._clock()
        called = " ".join(name.split())[:_LONGEST_NAME]
        visitor = Visitor(called or role, role, f"{_SESSION}{secrets.token_hex(8)}")
        with self._lock:
            # All last equally long, so that the oldest end first.
            while self._sessions and (
                len(self._sessions) >= _MOST_SESSIONS or next(iter(self._sessions.values())).until <= now
            ):
                del self._sessions[next(iter(self._sessions))]
            self._sessions[self._digest(token)] = _Session(visitor, now + self.session_s)
        return token

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(self._digest(token), None)

    def visitor(self, token: str, bearer: str, address: str) -> Visitor | None:
        """Return who sends a request, None where they have to log in.

        Args:
            token: the session's token from the cookie, "" for none.
            bearer: a password sent as "Authorization: Bearer ...", "" for none.
            address: where the request comes from.
        """
        session = self._sessions.get(self._digest(token)) if token else None
        if session is not None and session.until > self._clock():
            return session.visitor
        role = self.role_of(bearer) if bearer else None
        role = role or self.anyone
        return Visitor(role, role, f"{role} at {address}") if role else None

    def _digest(self, secret: str) -> bytes:
        return hmac.new(self._salt, secret.encode(), hashlib.sha256).digest()


def is_local(host: str) -> bool:
    """Say whether an address is reachable from this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def visitor_of(request: Any) -> Visitor:
    """Return who caused an event of the page.

    Args:
        request: Gradio's request, or one of FastAPI. Without a guard before it, as in tests, a reader.
    """
    scope = getattr(getattr(request, "request", request), "scope", None) or {}
    found = scope.get(SCOPE)
    return found if isinstance(found, Visitor) else Visitor("reader", "reader", "nobody")
