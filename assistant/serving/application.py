"""The routes beside the page, and the guard before all of them, as ASGI applications."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from assistant.serving import completions, login, mcp
from assistant.serving.access import Access, is_local
from assistant.serving.calls import Asked, Calls
from assistant.serving.guard import Guard, Rules
from assistant.serving.limits import Limits

if TYPE_CHECKING:
    from assistant.settings import Settings

_GUESSES_PER_MINUTE = 10
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def application(
    assistant: Asked, settings: Settings, access: Access, files: Path, mount: Callable[[FastAPI], object]
) -> Guard:
    """Return everything that the server serves, behind its guard.

    Args:
        assistant: answers the questions.
        settings: hosts, origins, limits.
        access: passwords and sessions.
        files: the folder from which files made for visitors are handed out.
        mount: puts the page below the other routes.
    """
    guesses = Limits(_GUESSES_PER_MINUTE)
    protocols = mcp.server(Calls(assistant)) if mcp.available() else None
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=_lifespan(protocols))
    origins = _words(settings.cors_origins)
    # Also where no site is named: with it, Gradio leaves out headers of its own.
    app.add_middleware(
        CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["*"]
    )
    app.include_router(login.routes(access, guesses))
    app.include_router(completions.routes(assistant, settings.max_question))
    if protocols is not None:
        app.router.routes.extend(protocols.streamable_http_app().routes)
    mount(app)
    rules = Rules(
        hosts=_hosts(settings),
        origins=frozenset(origins),
        upload_bytes=settings.upload_mb * 1024 * 1024,
        files=files,
        proxied=bool(settings.allowed_hosts),
    )
    return Guard(app, access, rules, Limits(settings.requests_per_minute), guesses)


def _lifespan(protocols: Any) -> Any:
    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        if protocols is None:
            yield
            return
        async with protocols.session_manager.run():
            yield

    return running


def _hosts(settings: Settings) -> frozenset[str] | None:
    """Return the names under which the server answers; any where it listens beyond the loopback unnamed."""
    named = _words(settings.allowed_hosts)
    if not is_local(settings.host) and not named:
        return None
    own = [] if settings.host in ("0.0.0.0", "::") else [settings.host.lower()]
    return frozenset((*_LOOPBACK, *own, *(name.lower() for name in named)))


def _words(value: str | None) -> list[str]:
    return (value or "").replace(",", " ").split()
