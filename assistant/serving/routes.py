"""Which addresses exist. Whatever is not named here is not there, whatever the libraries below offer."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import unquote

Kind = Literal["static", "page", "work", "upload", "log-in"]

_API = "/gradio_api"
_FILE = f"{_API}/file="
_EXACT: dict[str, Kind] = {
    "/": "page",
    "/config": "page",
    "/theme.css": "static",
    "/favicon.ico": "static",
    "/robots.txt": "static",
    "/manifest.json": "static",
    "/login": "log-in",
    "/logout": "page",
    "/v1/models": "page",
    "/v1/chat/completions": "work",
    "/mcp": "work",
    f"{_API}/info": "page",
    f"{_API}/openapi.json": "page",
    f"{_API}/startup-events": "page",
    f"{_API}/app_id": "page",
    f"{_API}/login_check": "page",
    f"{_API}/theme.css": "static",
    f"{_API}/queue/join": "work",
    f"{_API}/queue/data": "page",
    f"{_API}/cancel": "page",
    f"{_API}/reset": "page",
    f"{_API}/upload": "upload",
    f"{_API}/upload_progress": "page",
}
_BELOW: dict[str, Kind] = {
    "/assets/": "static",
    "/static/": "static",
    "/v1/models/": "page",
    "/pwa_icon/": "static",
    f"{_API}/heartbeat/": "page",
    f"{_API}/call/": "work",
    f"{_API}/run/": "work",
    f"{_API}/api/": "work",
}


def kind_of(path: str, files: Path) -> Kind | None:
    """Say what an address is.

    Args:
        path: the path of the request, decoded once.
        files: the one folder from which files made for a visitor (exports) are handed out.

    Returns:
        "static": part of the page, may be kept by the browser; "page": cheap; "work": counted against the
        user's limit; "upload": for editors; "log-in": for everybody; None: there is no such address.
    """
    if path.startswith(_FILE):
        return "page" if _is_offered(path[len(_FILE) :], files) else None
    if _climbs(path):
        return None
    plain = path.rstrip("/") or "/"
    known = _EXACT.get(plain)
    return known or next((kind for start, kind in _BELOW.items() if path.startswith(start)), None)


def _climbs(path: str) -> bool:
    """Say whether a path leads upwards, also when decoded again by somebody below."""
    return any(".." in form.split("/") or "\\" in form or "\0" in form for form in (path, unquote(path)))


def _is_offered(name: str, files: Path) -> bool:
    """Say whether a file lies in the folder of files made for visitors, links followed."""
    if _climbs(name):
        return False
    try:
        return Path(name).resolve(strict=True).is_relative_to(files.resolve())
    except (OSError, ValueError):
        return False
