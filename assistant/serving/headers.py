"""What every reply tells the browser: load nothing from elsewhere, be framed by nobody, guess no types."""

from __future__ import annotations

from typing import Any

# Gradio runs events' scripts with `new Function` and writes style attributes: its page needs both "unsafe-"
# words. What articles and answers say is escaped long before; these rules are the outer wall, which lets
# nothing be fetched from, sent to or framed by another site.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers then send forms with the origin "null", which the guard refuses.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_RAW = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_OURS = {name for name, _ in _RAW}


def secured(send: Any, *, keep: bool) -> Any:
    """Return an ASGI send that adds the headers to every reply.

    Args:
        send: the ASGI send.
        keep: the reply may be kept by the browser; else it is marked not to be stored.
    """

    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            given = [(name, value) for name, value in message.get("headers", []) if name.lower() not in _OURS]
            if not keep and not any(name.lower() == b"cache-control" for name, _ in given):
                given.append((b"cache-control", b"no-store"))
            message = {**message, "headers": [*given, *_RAW]}
        await send(message)

    return sending
