"""The archive as tools for language models, in the Model Context Protocol, by its SDK (the extra `mcp`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from index.errors import WendangError

if TYPE_CHECKING:
    from assistant.serving.calls import Calls

_T = TypeVar("_T")
_Given = TypeVarTuple("_Given")

PATH = "/mcp"
_INSTRUCTIONS = (
    "An archive of Chinese newspapers. `ask` answers a question with checked citations and says what was "
    "searched; quote its citations. `search` finds passages, `read` returns an article whole, `list` names "
    "articles by place and time. A status of not_found or no_coverage is an answer: do not invent another."
)


def available() -> bool:
    """Say whether the SDK is installed."""
    try:
        import mcp.server.fastmcp  # noqa: F401
    except ImportError:
        return False
    return True


def server(calls: Calls) -> Any:
    """Return the MCP server with its four tools; `streamable_http_app()` serves it at PATH.

    Args:
        calls: what the tools do.
    """
    from mcp.server.fastmcp import FastMCP
    from mcp.server.transport_security import TransportSecuritySettings
    from mcp.types import ToolAnnotations

    # Hosts and origins are checked by the guard before all routes.
    unguarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    made = FastMCP(
        "wendang",
        instructions=_INSTRUCTIONS,
        stateless_http=True,
        json_response=True,
        streamable_http_path=PATH,
        transport_security=unguarded,
        log_level="WARNING",
    )
    reading = ToolAnnotations(readOnlyHint=True, openWorldHint=False)
    for name, tool in _tools(calls).items():
        made.add_tool(tool, name=name, annotations=reading)
    return made


def _tools(calls: Calls) -> dict[str, Callable[..., Any]]:
    """Return the tools by name; their signatures and docstrings are what a model is shown."""

    async def ask(
        question: str, history: list[str] | None = None, place: str = "", since: str = "", until: str = ""
    ) -> dict[str, Any]:
        """Answer a question (Chinese or English) from the newspaper archive, with checked citations.

        `history`: earlier questions of the conversation. `place`: name or six-digit code. `since`, `until`:
        limits on the date of issue as 2024, 2024-08 or 2024-08-06. Marks [n] in `text` are the `citations`.
        """
        return await _aside(calls.ask, question, history or [], place, since, until)

    async def search(
        question: str, k: int = 10, place: str = "", since: str = "", until: str = ""
    ) -> list[dict[str, Any]]:
        """Find the passages of the archive that fit a question or some words best (1 to 50)."""
        return await _aside(calls.search, question, k, place, since, until)

    async def read(article_id: str) -> dict[str, Any]:
        """Return one article whole, by the article_id that hits, citations and lists give."""
        return await _aside(calls.read, article_id)

    async def list_articles(
        place: str = "", since: str = "", until: str = "", offset: int = 0, limit: int = 50
    ) -> dict[str, Any]:
        """List articles by place and date of issue, without their texts; `total` says how many there are."""
        return await _aside(calls.list, place, since, until, offset, limit)

    return {"ask": ask, "search": search, "read": read, "list": list_articles}


async def _aside(call: Callable[[*_Given], _T], *arguments: *_Given) -> _T:
    """Run a call in a thread, so that one question does not hold up the others.

    Raises:
        ToolError: what went wrong, in words for the model.
    """
    from anyio.to_thread import run_sync
    from mcp.server.fastmcp.exceptions import ToolError

    try:
        return await run_sync(call, *arguments)
    except WendangError as error:
        raise ToolError(str(error)) from error
