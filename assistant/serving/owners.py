"""To whom an event stream belongs: nobody listens in on another's conversation, even knowing its name."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from urllib.parse import parse_qs

_MOST = 50_000
_DATA = "/gradio_api/queue/data"
_BEAT = "/gradio_api/heartbeat/"


class Owners:
    """Remember which user opened which stream first."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def may(self, path: str, query: str, key: str) -> bool:
        """Say whether a user may open the stream that an address names; other addresses are everybody's.

        Args:
            path: of the request.
            query: of the request, undecoded.
            key: of the user.
        """
        session = _session(path, query)
        if not session:
            return True
        with self._lock:
            owner = self._owners.setdefault(session, key)
            self._owners.move_to_end(session)
            if len(self._owners) > _MOST:
                self._owners.popitem(last=False)
        return owner == key


def _session(path: str, query: str) -> str:
    if path.startswith(_BEAT):
        return path[len(_BEAT) :].strip("/")
    if path.rstrip("/") == _DATA:
        return parse_qs(query).get("session_hash", [""])[-1]
    return ""
