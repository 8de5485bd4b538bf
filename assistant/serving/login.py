"""The log-in page."""

from __future__ import annotations

import logging
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.serving.access import Access
from assistant.serving.guard import COOKIE, address_of, cookie
from assistant.serving.limits import Limits

_log = logging.getLogger(__name__)
_WRONG = '<p role="alert">密码不对。The password is wrong.</p>'
_PLACE = "<!-- problem -->"


def routes(access: Access, guesses: Limits) -> APIRouter:
    """Return the routes for logging in and out.

    Args:
        access: passwords and sessions.
        guesses: counts wrong passwords by address; the guard has taken one for each attempt.
    """
    router = APIRouter()

    @router.get("/login")
    def show() -> HTMLResponse:
        return _page()

    @router.post("/login")
    async def log_in(request: Request) -> Any:
        form = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
        token = access.log_in(form.get("password", [""])[0], form.get("name", [""])[0])
        if token is None:
            _log.warning("a wrong password from %s", address_of(request.scope))
            return _page(_WRONG, 403)
        guesses.give_back(address_of(request.scope))
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
