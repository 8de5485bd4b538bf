"""The door: what is let in, what is refused and how, whatever stands behind it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.serving.access import SCOPE, Access
from assistant.serving.guard import COOKIE, Guard, Rules, cookie
from assistant.serving.headers import HEADERS
from assistant.serving.limits import Limits
from assistant.serving.routes import kind_of

READER, EDITOR = "leser-geheim", "redaktion-geheim"
Client = httpx.AsyncClient


class Behind:
    """An application that notes what reached it."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        size = 0
        while True:
            message = await receive()
            size += len(message.get("body", b""))
            if not message.get("more_body"):
                break
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.seen.append({"visitor": scope[SCOPE], "headers": headers, "size": size})
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})


def behind_guard(files: Path, **changes: Any) -> tuple[Behind, Guard, Access]:
    """Return an application, the guard before it, and its passwords."""
    access = changes.pop("access", None) or Access(
        {"reader": READER, "editor": EDITOR}, anyone=None, session_s=60
    )
    per_minute = changes.pop("per_minute", 0)
    rules = Rules(
        **{
            "hosts": frozenset({"127.0.0.1", "localhost"}),
            "origins": frozenset(),
            "upload_bytes": 1000,
            "files": files,
            **changes,
        }
    )
    inner = Behind()
    return inner, Guard(inner, access, rules, Limits(per_minute), Limits(3)), access


def ask(guard: Guard, method: str, path: str, **more: Any) -> httpx.Response:
    """Send one request through a guard."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(guard, client=(more.pop("address", "127.0.0.1"), 1))
        async with Client(transport=transport, base_url="http://127.0.0.1:7860") as client:
            return await client.request(method, path, **more)

    return asyncio.run(send())


def bearer(password: str) -> dict[str, str]:
    return {"authorization": f"Bearer {password}"}


def test_whoever_has_not_logged_in_reaches_nothing(tmp_path: Path) -> None:
    inner, guard, _ = behind_guard(tmp_path)
    page = ask(guard, "GET", "/")
    assert (page.status_code, page.headers["location"]) == (303, "/login")
    for path in ("/config", "/v1/models", "/assets/index.js", "/gradio_api/info", "/mcp", "/no-such"):
        reply = ask(guard, "GET", path)
        assert reply.status_code == 401, path
        assert reply.headers["www-authenticate"] == "Bearer"
    assert not inner.seen
    assert ask(guard, "GET", "/login").status_code == 200


def test_a_session_or_a_password_opens(tmp_path: Path) -> None:
    inner, guard, access = behind_guard(tmp_path)
    token = access.log_in(READER)
    assert ask(guard, "GET", "/", headers={"cookie": f"{COOKIE}={token}"}).status_code == 200
    assert ask(guard, "GET", "/v1/models", headers=bearer(EDITOR)).status_code == 200
    assert [seen["visitor"].role for seen in inner.seen] == ["reader", "editor"]
    assert ask(guard, "GET", "/", headers={"cookie": f"{COOKIE}=made-up"}).status_code == 303


def test_only_editors_upload(tmp_path: Path) -> None:
    _, guard, _ = behind_guard(tmp_path)
    assert ask(guard, "POST", "/gradio_api/upload", headers=bearer(READER)).status_code == 403
    assert ask(guard, "POST", "/gradio_api/upload", headers=bearer(EDITOR)).status_code == 200


def test_after_wrong_passwords_even_the_right_one_has_to_wait(tmp_path: Path) -> None:
    _, guard, _ = behind_guard(tmp_path)
    for _ in range(3):
        assert ask(guard, "GET", "/config", headers=bearer("wrong-guess")).status_code == 401
    held = ask(guard, "GET", "/config", headers=bearer(EDITOR))
    assert held.status_code == 429 and int(held.headers["retry-after"]) > 0
    assert ask(guard, "GET", "/config", headers=bearer(EDITOR), address="10.9.9.9").status_code == 200


def test_right_passwords_are_not_counted_as_guesses(tmp_path: Path) -> None:
    _, guard, _ = behind_guard(tmp_path)
    for _ in range(20):
        assert ask(guard, "GET", "/config", headers=bearer(EDITOR)).status_code == 200


def test_a_user_who_asks_too_often_waits_and_is_told_how_long(tmp_path: Path) -> None:
    _, guard, _ = behind_guard(tmp_path, per_minute=2)
    for path in ("/v1/chat/completions", "/gradio_api/queue/join"):
        assert ask(guard, "POST", path, headers=bearer(READER)).status_code == 200
    reply = ask(guard, "POST", "/mcp", headers=bearer(READER))
    assert reply.status_code == 429
    assert 1 <= int(reply.headers["retry-after"]) <= 30
    assert reply.json()["error"]["type"] == "rate_limit_error"
    assert ask(guard, "GET", "/assets/index.js", headers=bearer(READER)).status_code == 200
    assert ask(guard, "POST", "/mcp", headers=bearer(EDITOR)).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "127.0.0.1:7860"}, 200),
        ({"host": "LOCALHOST:7860"}, 200),
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example:7860"}, 421),
        ({"host": ""}, 421),
        ({"origin": "http://127.0.0.1:7860"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
    ],
)
def test_names_and_sites_that_are_not_ours_are_refused(
    tmp_path: Path, headers: dict[str, str], status: int
) -> None:
    _, guard, _ = behind_guard(tmp_path)
    reply = ask(guard, "POST", "/v1/chat/completions", headers=headers | bearer(READER))
    assert reply.status_code == status


def test_a_site_that_is_named_may_call(tmp_path: Path) -> None:
    _, guard, _ = behind_guard(tmp_path, origins=frozenset({"https://friend.example"}))
    named = {"origin": "https://friend.example", "sec-fetch-site": "cross-site"}
    assert ask(guard, "POST", "/v1/chat/completions", headers=named | bearer(READER)).status_code == 200
    asked = {"origin": "https://friend.example", "access-control-request-method": "POST"}
    assert ask(guard, "OPTIONS", "/v1/chat/completions", headers=asked).status_code == 200


def test_forwarding_headers_count_behind_a_proxy_only(tmp_path: Path) -> None:
    inner, guard, _ = behind_guard(tmp_path)
    forged = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "forwarded": "host=evil"}
    assert ask(guard, "GET", "/config", headers=forged | bearer(READER)).status_code == 200
    assert not {"x-forwarded-host", "x-forwarded-proto", "forwarded"} & inner.seen[0]["headers"].keys()
    _, proxied, _ = behind_guard(tmp_path, proxied=True)
    assert ask(proxied, "GET", "/config", headers=forged | bearer(READER)).status_code == 421


def test_nobody_listens_in_on_another_s_conversation(tmp_path: Path) -> None:
    _, guard, access = behind_guard(tmp_path)
    mine, other = ({"cookie": f"{COOKIE}={access.log_in(READER)}"} for _ in range(2))
    stream, beat = "/gradio_api/queue/data?session_hash=abc", "/gradio_api/heartbeat/abc"
    assert ask(guard, "GET", beat, headers=mine).status_code == 200
    assert ask(guard, "GET", stream, headers=mine).status_code == 200
    for path in (stream, beat, "/gradio_api/queue/data/?x=1&session_hash=abc"):
        assert ask(guard, "GET", path, headers=other).status_code == 403
    assert ask(guard, "GET", "/gradio_api/queue/data?session_hash=xyz", headers=other).status_code == 200
    assert ask(guard, "GET", "/config?session_hash=abc", headers=other).status_code == 200


def test_requests_have_a_greatest_size_whatever_they_say_of_it(tmp_path: Path) -> None:
    inner, guard, _ = behind_guard(tmp_path)
    path, headers = "/gradio_api/upload", bearer(EDITOR)
    assert ask(guard, "POST", path, headers=headers, content=b"x" * 1000).status_code == 200
    assert ask(guard, "POST", path, headers=headers, content=b"x" * 1001).status_code == 413

    async def unsaid() -> Any:
        for _ in range(11):
            yield b"x" * 100

    assert ask(guard, "POST", path, headers=headers, content=unsaid()).status_code == 413
    assert ask(guard, "POST", path, headers={**headers, "content-length": "-5"}).status_code == 413
    assert [seen["size"] for seen in inner.seen] == [1000]


def test_every_reply_carries_the_headers_refusals_too(tmp_path: Path) -> None:
    _, guard, _ = behind_guard(tmp_path)
    for reply in (
        ask(guard, "GET", "/"),
        ask(guard, "GET", "/config", headers=bearer(READER)),
        ask(guard, "GET", "/config", headers={"host": "evil.example"}),
    ):
        assert HEADERS.items() <= dict(reply.headers).items()
        assert reply.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in reply.headers
    policy = HEADERS["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "http" not in policy


def test_refusals_can_be_read_by_openai_s_clients(tmp_path: Path) -> None:
    _, guard, _ = behind_guard(tmp_path)
    error = json.loads(ask(guard, "GET", "/v1/models").content)["error"]
    assert error["type"] == "authentication_error" and error["message"]


def test_web_sockets_are_closed(tmp_path: Path) -> None:
    _, guard, _ = behind_guard(tmp_path)
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(guard({"type": "websocket", "path": "/"}, None, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


# Addresses


@pytest.mark.parametrize(
    "path",
    [
        *("/monitoring", "/monitoring/summary", "/dev/reload", "/gradio_api/dev/reload"),
        *("/gradio_api/proxy=https://evil.example", "/gradio_api/token", "/gradio_api/vibe-code"),
        *("/gradio_api/run-history/records", "/gradio_api/deep_link", "/gradio_api/component_server"),
        *("/docs", "/openapi.json", "/redoc", "/.env", "/svelte/x", "/custom_component/1/client/x/y"),
        *("/assets/../../../etc/passwd", "/static/..%2f..%2fetc/passwd", "/assets/..\\..\\secret"),
        *("/assets/%2e%2e/%2e%2e/etc/passwd", "/gradio_api/file/etc/passwd", "/v1", "/v1/embeddings"),
    ],
)
def test_nothing_exists_that_is_not_named(tmp_path: Path, path: str) -> None:
    assert kind_of(path, tmp_path) is None


def test_only_files_made_for_visitors_are_handed_out(tmp_path: Path) -> None:
    offered, secret = tmp_path / "offered", tmp_path / "archive.sqlite"
    (offered / "ab12").mkdir(parents=True)
    (offered / "ab12" / "表.csv").write_text("x")
    secret.write_text("secret")
    (offered / "link").symlink_to(secret)
    start = "/gradio_api/file="
    assert kind_of(f"{start}{offered}/ab12/表.csv", offered) == "page"
    for path in (
        *(str(secret), "/etc/passwd", f"{offered}/../archive.sqlite", f"{offered}/link", str(tmp_path)),
        *("http://127.0.0.1:22/", "https://evil.example/x", "file:///etc/passwd", "", "\0", "~/.ssh/id_rsa"),
        *(f"{offered}/ab12/..%2f..%2f..%2farchive.sqlite", f"{offered}/missing", "archive.sqlite"),
    ):
        assert kind_of(start + path, offered) is None, path


@given(st.text(max_size=60))
def test_no_path_that_climbs_is_ever_known(text: str) -> None:
    for prefix in ("/assets/", "/static/", "/gradio_api/file="):
        assert kind_of(f"{prefix}../{text}", Path("/nowhere")) is None
        assert kind_of(f"{prefix}{text}/../../x", Path("/nowhere")) is None


@given(st.text(max_size=80))
def test_any_cookie_header_is_read_without_failing(header: str) -> None:
    assert isinstance(cookie(header), str)
