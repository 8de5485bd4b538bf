"""The server as programs meet it: OpenAI's client, Gradio's client, MCP's client, and whoever means ill."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import openai
import pytest
from gradio_client import Client
from gradio_client.exceptions import AuthenticationError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from assistant.chat import Assistant
from assistant.feedback import Feedback
from assistant.serving.completions import MODEL
from assistant.serving.desk import Desk
from assistant.settings import Settings
from assistant.ui.server import serve
from index.errors import MissingInput
from index.search import Archive
from tests.asking import REPORTS, TODAY, archive_of
from tests.browser.serving import WENDANG

QUESTION = "哪些县成立了委员工作站？"
READER, EDITOR = "leser-geheim", "redaktion-geheim"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    # Requests to the own machine never go through a proxy.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
    with archive_of(tmp_path_factory.mktemp("serving")) as archive:
        yield archive


def started(archive: Archive, desk: Desk | None = None, **values: Any) -> Any:
    """Serve an archive on a free port."""
    settings = Settings.model_validate({"index": archive.folder, "today": TODAY, **values})
    desk, feedback = desk or Desk(archive, settings), Feedback(archive.folder, archive.status)
    assistant = Assistant(archive, settings)
    return serve(assistant, "127.0.0.1", 0, settings=settings, desk=desk, feedback=feedback, block=False)


@pytest.fixture(scope="module")
def url(archive: Archive) -> Iterator[str]:
    """Serve the archive as on one's own machine."""
    running = started(archive, requests_per_minute=0)
    yield running.local_url
    running.close()


@pytest.fixture(scope="module")
def closed(archive: Archive) -> Iterator[str]:
    """Serve the archive with passwords."""
    running = started(archive, reader_password=READER, editor_password=EDITOR, requests_per_minute=0)
    yield running.local_url
    running.close()


@pytest.fixture(scope="module")
def model(url: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{url}v1", api_key="none", max_retries=0)


def said(question: str, *earlier: str) -> list[Any]:
    """Return a conversation's messages, ending in a question."""
    turns = [
        {"role": role, "content": text} for q in earlier for role, text in (("user", q), ("assistant", "…"))
    ]
    return [{"role": "system", "content": "Be brief."}, *turns, {"role": "user", "content": question}]


# OpenAI's protocol


def test_the_archive_is_a_model(model: openai.OpenAI) -> None:
    assert [each.id for each in model.models.list()] == [MODEL]
    assert model.models.retrieve(MODEL).owned_by == MODEL
    with pytest.raises(openai.NotFoundError):
        model.models.retrieve("gpt-4")


def test_an_answer_carries_its_sources_in_the_text_and_beside_it(
    model: openai.OpenAI, archive: Archive
) -> None:
    reply = model.chat.completions.create(model=MODEL, messages=said(QUESTION))
    text = reply.choices[0].message.content or ""
    assert "高台县" in text and "瓜州县" in text and "来源" in text
    extras = reply.model_extra or {}
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", text)}
    assert {citation["n"] for citation in extras["citations"]} == marks
    for citation in extras["citations"]:
        assert citation["quote"] in archive.article(citation["article_id"]).text
    assert extras["wendang"]["status"] == "answered"
    usage = reply.usage
    assert usage and usage.total_tokens == usage.prompt_tokens + usage.completion_tokens > 0


def test_a_stream_says_the_same_piece_by_piece(model: openai.OpenAI) -> None:
    whole = model.chat.completions.create(model=MODEL, messages=said(QUESTION)).choices[0].message.content
    options: Any = {"include_usage": True}
    chunks = list(
        model.chat.completions.create(
            model=MODEL, messages=said(QUESTION), stream=True, stream_options=options
        )
    )
    pieces = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(pieces) == whole and len(pieces) > 3
    assert chunks[-1].usage and chunks[-1].usage.total_tokens > 0
    last = chunks[-2]
    assert last.choices[0].finish_reason == "stop" and (last.model_extra or {})["citations"]


def test_the_earlier_questions_are_understood(model: openai.OpenAI) -> None:
    followed = model.chat.completions.create(
        model=MODEL, messages=said("瓜州县呢？", "高台县建立了几个委员工作站？")
    )
    assert "15" in (followed.choices[0].message.content or "")


def test_messages_in_parts_are_read(model: openai.OpenAI) -> None:
    parts: Any = [{"type": "image_url", "image_url": {"url": "data:,"}}, {"type": "text", "text": QUESTION}]
    reply = model.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": parts}])
    assert "高台县" in (reply.choices[0].message.content or "")


@pytest.mark.parametrize(
    ("request_", "error", "param"),
    [
        ({"model": "gpt-4", "messages": said("问")}, openai.NotFoundError, "model"),
        ({"model": MODEL, "messages": []}, openai.BadRequestError, "messages"),
        (
            {"model": MODEL, "messages": [{"role": "assistant", "content": "a"}]},
            openai.BadRequestError,
            "messages",
        ),
        ({"model": MODEL, "messages": said("长" * 3000)}, openai.BadRequestError, "messages"),
        ({"model": MODEL, "messages": said("长" * 3000), "stream": True}, openai.BadRequestError, "messages"),
        ({"model": MODEL, "messages": said("问"), "n": 2}, openai.BadRequestError, "n"),
        ({"model": MODEL, "messages": [{"role": "king", "content": "a"}]}, openai.BadRequestError, None),
    ],
)
def test_errors_have_openai_s_shape(
    model: openai.OpenAI, request_: Any, error: Any, param: str | None
) -> None:
    with pytest.raises(error) as told:
        model.chat.completions.create(**request_)
    assert told.value.type == "invalid_request_error" and told.value.message
    assert param is None or told.value.param == param


def test_a_body_that_is_no_json_is_refused(url: str) -> None:
    for body in (b"", b"{", b"[]", b'{"model": 3}', '{"model": "\ud800"}'.encode("utf-8", "surrogatepass")):
        reply = httpx.post(f"{url}v1/chat/completions", content=body, trust_env=False)
        assert reply.status_code == 400 and reply.json()["error"]["message"], body


def test_the_model_needs_the_password_where_there_is_one(closed: str) -> None:
    with pytest.raises(openai.AuthenticationError):
        openai.OpenAI(base_url=f"{closed}v1", api_key="wrong-guess", max_retries=0).models.list()
    assert openai.OpenAI(base_url=f"{closed}v1", api_key=READER, max_retries=0).models.list().data


# Gradio's client


def test_gradio_s_client_asks_searches_reads_and_lists(url: str) -> None:
    client = Client(url, verbose=False)
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(named) == {"/ask", "/search", "/read", "/list"}
    answer = client.predict(QUESTION, api_name="/ask")
    assert answer["status"] == "answered" and answer["citations"]
    only = client.predict(QUESTION, place="瓜州县", api_name="/ask")
    assert {row["name"] for row in only["rows"]} == {"瓜州县"}
    hits = client.predict("委员工作站", k=3, since="2023-05", api_name="/search")
    assert 0 < len(hits) <= 3 and all(hit["issue_date"] >= "2023-05" for hit in hits)
    listed = client.predict(place="环县", limit=1, api_name="/list")
    assert listed["total"] == 2 and len(listed["articles"]) == 1 and "text" not in listed["articles"][0]
    article = client.predict(listed["articles"][0]["article_id"], api_name="/read")
    assert article["text"].endswith(REPORTS["huanxian-2023"]["text"][-20:])
    english = client.predict("workstations in Gaotai County", api_name="/search")
    assert english[0]["place"] == "高台县"
    with pytest.raises(Exception, match="no such article"):
        client.predict("nothing", api_name="/read")
    with pytest.raises(Exception, match="no such place"):
        client.predict(QUESTION, place="亚特兰蒂斯", api_name="/ask")


def test_gradio_s_client_logs_in_with_the_password(closed: str) -> None:
    headers = {"authorization": f"Bearer {READER}"}
    client = Client(closed, verbose=False, headers=headers)
    assert client.predict(QUESTION, api_name="/ask")["status"] == "answered"
    with pytest.raises((ValueError, httpx.HTTPError, AuthenticationError)):
        Client(closed, verbose=False)


# MCP


async def _with_tools(url: str, password: str = "") -> dict[str, Any]:
    headers = {"authorization": f"Bearer {password}"} if password else {}
    async with (
        httpx.AsyncClient(headers=headers, trust_env=False, timeout=30) as http,
        streamable_http_client(f"{url}mcp", http_client=http) as (reading, writing, _),
        ClientSession(reading, writing) as session,
    ):
        about = await session.initialize()
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        answer = await session.call_tool("ask", {"question": QUESTION})
        listed = await session.call_tool("list", {"place": "环县"})
        found = await session.call_tool("search", {"question": "委员工作室", "k": 2})
        name = (found.structuredContent or {})["result"][0]["article_id"]
        article = await session.call_tool("read", {"article_id": name})
        wrong = await session.call_tool("read", {"article_id": "nothing"})
        bad = await session.call_tool("ask", {"question": "长" * 3000})
    return {
        "about": about, "tools": tools, "answer": answer, "listed": listed, "article": article,
        "wrong": wrong, "bad": bad,
    }  # fmt: skip


def test_an_mcp_client_finds_and_uses_the_tools(url: str) -> None:
    got = asyncio.run(_with_tools(url))
    assert set(got["tools"]) == {"ask", "search", "read", "list"}
    assert all(tool.description and tool.annotations.readOnlyHint for tool in got["tools"].values())
    assert got["tools"]["ask"].inputSchema["required"] == ["question"]
    assert "citations" in got["about"].instructions
    answer = got["answer"].structuredContent
    assert answer["status"] == "answered" and answer["checks"]["quotes_verbatim"]
    assert got["listed"].structuredContent["total"] == 2
    assert "工作室" in got["article"].structuredContent["text"]
    assert got["wrong"].isError and "no such article" in got["wrong"].content[0].text
    assert got["bad"].isError and "2,000" in got["bad"].content[0].text


def test_mcp_needs_the_password_where_there_is_one(closed: str) -> None:
    assert asyncio.run(_with_tools(closed, READER))["answer"].structuredContent["status"] == "answered"
    assert httpx.post(f"{closed}mcp", json={}, trust_env=False).status_code == 401


# Whoever means ill


@pytest.mark.parametrize(
    "path",
    [
        *(
            "gradio_api/file=/etc/passwd",
            "gradio_api/file=../../../../etc/passwd",
            "gradio_api/file=%2Fetc%2Fpasswd",
        ),
        *(
            "gradio_api/file=%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "gradio_api/file=http://127.0.0.1:1/x",
            "gradio_api/file/etc/passwd",
        ),
        *(
            "static/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "assets/..%5c..%5cx",
            "static/../../../../etc/passwd",
        ),
        *("gradio_api/proxy=http://127.0.0.1:1/", "monitoring", "gradio_api/token", "docs", "openapi.json"),
        *("gradio_api/custom_component/x/client/y/z", "gradio_api/vibe-code", "svelte/%2e%2e/x", "v1/files"),
    ],
)
def test_nothing_but_the_archive_is_served(url: str, archive: Archive, path: str) -> None:
    raw = httpx.Client(trust_env=False)
    request = raw.build_request("GET", url)
    request.url = request.url.copy_with(raw_path=b"/" + path.encode())
    reply = raw.send(request)
    assert reply.status_code in (404, 405), path
    assert "root:" not in reply.text


def test_the_database_is_not_served_by_any_route(url: str, archive: Archive) -> None:
    database = next(archive.folder.glob("generation-*/archive.sqlite"))
    for start in ("gradio_api/file=", "static/", "assets/"):
        assert httpx.get(f"{url}{start}{database}", trust_env=False).status_code in (403, 404)


def test_readers_cannot_do_what_editors_do(closed: str) -> None:
    with httpx.Client(base_url=closed, trust_env=False) as client:
        assert client.post("/login", data={"password": "wrong-guess"}).status_code == 403
        entered = client.post("/login", data={"password": READER, "name": "小林"})
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        flags = entered.headers["set-cookie"].lower()
        assert "httponly" in flags and "samesite=lax" in flags and "max-age=43200" in flags
        assert client.get("/config").json()["username"] == "小林"
        assert client.post("/gradio_api/upload", files={"files": b"x"}).status_code == 403
        client.get("/logout")
        assert client.get("/config").status_code == 401


def fired(url: str, password: str) -> None:
    """Have every event of the page happen, as someone does who writes the requests by hand."""
    with httpx.Client(
        base_url=url, trust_env=False, headers={"authorization": f"Bearer {password}"}
    ) as client:
        for event in client.get("/config").json()["dependencies"]:
            data = ["zh", *[None] * (len(event["inputs"]) - 1)]
            body = {"data": data, "fn_index": event["id"], "session_hash": f"s{event['id']}"}
            client.post("/gradio_api/queue/join", json=body)


def test_events_of_the_management_tab_do_nothing_for_readers(archive: Archive) -> None:
    begun: list[str] = []

    def start(task: dict[str, Any], ended: Any) -> Any:
        begun.append(task["task"])
        raise MissingInput("not in this test")

    desk = Desk(archive, Settings(index=archive.folder), start)
    (archive.folder / "uploads").mkdir()
    (archive.folder / "uploads" / "a.txt").write_text("x")
    passwords = {"reader_password": READER, "editor_password": EDITOR, "requests_per_minute": 0}
    running = started(archive, desk, **passwords)
    try:
        fired(running.local_url, READER)
        time.sleep(3)
        assert not begun
        fired(running.local_url, EDITOR)
        deadline = time.monotonic() + 20
        while not begun and time.monotonic() < deadline:
            time.sleep(0.1)
        assert begun == ["build"]
    finally:
        running.close()
        shutil.rmtree(archive.folder / "uploads")


def test_wrong_passwords_are_few_however_fast_they_come_and_right_ones_are_not_counted(
    archive: Archive,
) -> None:
    running = started(archive, reader_password=READER)

    def attempt(password: str) -> int:
        return httpx.post(
            f"{running.local_url}login", data={"password": password}, trust_env=False
        ).status_code

    try:
        with ThreadPoolExecutor(12) as pool:
            assert set(pool.map(attempt, [READER] * 30)) == {303}
            guesses = list(pool.map(attempt, [f"guess-{n:04}" for n in range(30)]))
        assert guesses.count(403) in (10, 11) and guesses.count(429) == 30 - guesses.count(403)
        assert attempt(READER) == 429
    finally:
        running.close()


def test_an_editor_s_upload_has_a_greatest_size(archive: Archive) -> None:
    running = started(archive, editor_password=EDITOR, upload_mb=1)
    try:
        with httpx.Client(base_url=running.local_url, trust_env=False) as client:
            client.headers["authorization"] = f"Bearer {EDITOR}"
            assert client.post("/gradio_api/upload", files={"files": b"x" * 1000}).status_code == 200
            large = client.post("/gradio_api/upload", files={"files": b"x" * 1_200_000})
            assert large.status_code == 413
    finally:
        running.close()


def test_the_page_names_no_other_place_and_no_secret(closed: str) -> None:
    with httpx.Client(base_url=closed, trust_env=False) as client:
        client.post("/login", data={"password": EDITOR})
        for path in ("/", "/config", "/gradio_api/info"):
            text = client.get(path).text
            assert EDITOR not in text and READER not in text


# Many at once


def test_conversations_do_not_mix(url: str) -> None:
    counties = ["高台县", "瓜州县", "民乐县", "环县", "武山县", "会宁县"] * 3

    def talk(county: str) -> tuple[str, str]:
        mine = openai.OpenAI(base_url=f"{url}v1", api_key="none", max_retries=0)
        reply = mine.chat.completions.create(model=MODEL, messages=said(f"{county}政协做了什么？"))
        cited = (reply.model_extra or {})["wendang"]
        return county, cited["question"] + str([each["quote"] for each in cited["citations"]])

    with ThreadPoolExecutor(len(counties)) as pool:
        for county, told in pool.map(talk, counties):
            others = {other for other in counties if other != county and other in told}
            assert county in told and not others, (county, told)


def test_serve_beyond_the_loopback_asks_for_a_password_and_tells_its_real_port(archive: Archive) -> None:
    command = [str(WENDANG), "serve", "--index", str(archive.folder), "--port", "0", "--json"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("WENDANG_")}
    refused = subprocess.run(
        [*command, "--host", "0.0.0.0"], env=plain, capture_output=True, text=True, timeout=60
    )
    assert refused.returncode == 2 and "no password" in refused.stderr and "--open" in refused.stderr
    process = subprocess.Popen(command, env=plain, stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
    try:
        assert process.stdout
        address = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert address and int(address[1]) > 0
        assert httpx.get(f"{address[0]}/v1/models", trust_env=False).json()["data"][0]["id"] == MODEL
    finally:
        process.terminate()
        assert process.wait(30) == 0
