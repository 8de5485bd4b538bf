"""The log-in page."""

from __future__ import annotations

import logging
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.serving.access import Access
from assistant.serving.guard import COOKIE, address_of, cookie, later
from assistant.serving.limits import Limits

_log = logging.getLogger(__name__)
_LONGEST = 4096
_WRONG = '<p role="alert">密码不对。The password is wrong.</p>'
_PLACE = "<!-- problem -->"


def routes(access: Access, guesses: Limits) -> APIRouter:
    """Return the routes for logging in and out.

    Args:
        access: passwords and sessions.
        guesses: counts wrong passwords by address.
    """
    router = APIRouter()

    @router.get("/login")
    def show() -> HTMLResponse:
        return _page()

    @router.post("/login")
    async def log_in(request: Request) -> Any:
        form = parse_qs((await request.body())[:_LONGEST].decode("utf-8", "replace"))
        address = address_of(request.scope)
        # From here on nothing is waited for, so that no more attempts are looked at than allowed.
        if wait := guesses.peek(address):
            refusal = later(wait)
            return Response(refusal.body(), refusal.status, dict(refusal.headers), "application/json")
        token = access.log_in(form.get("password", [""])[0], form.get("name", [""])[0])
        if token is None:
            guesses.wait(address)
            _log.warning("a wrong password from %s", address)
            return _page(_WRONG, 403)
        reply = RedirectResponse("/", status_code=303)
        secure = request.url.scheme == "https"
        reply.set_cookie(
            COOKIE, token, max_age=int(access.session_s), httponly=True, secure=secure, samesite="lax"
        )
        return reply

    @router.get("/logout")
    def log_out(request: Request) -> RedirectResponse:
        access.log_out(cookie(request.headers.get("cookie", "")))
        reply = RedirectResponse("/login", status_code=303)
        reply.delete_cookie(COOKIE)
        return reply

    return router


def _page(problem: str = "", status: int = 200) -> HTMLResponse:
    text = files(__package__).joinpath("login.html").read_text(encoding="utf-8")
    return HTMLResponse(text.replace(_PLACE, problem), status_code=status)
