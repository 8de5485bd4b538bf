"""The load test judges what it is shown: mix-ups, refusals and broken streams are noticed."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from eval.bench.load import Outcome, Plan, conversations, summary
from eval.bench.visitor import Asked, Broken, Visitor
from tests.asking import archive_of

CONFIG = {
    "components": [
        {"id": 1, "type": "textbox", "props": {"elem_id": "wd-box", "value": ""}},
        {"id": 2, "type": "chatbot", "props": {"elem_id": "wd-chat", "value": []}},
        {"id": 3, "type": "state", "props": {"value": "secret"}},
        {"id": 4, "type": "radio", "props": {"value": "zh"}},
    ],
    "dependencies": [
        {"id": 7, "targets": [[1, "submit"]], "backend_fn": True, "inputs": [1, 3, 4], "outputs": [1, 2]}
    ],
}


def shown(*questions: str) -> list[dict[str, Any]]:
    """Return a conversation as the page holds it."""
    html = [f'<div class="wd-question"><span>{q}</span><button>✎</button></div>' for q in questions]
    mine = [{"role": "user", "content": [{"type": "text", "text": text}]} for text in html]
    return [message for each in mine for message in (each, {"role": "assistant", "content": "答"})]


class Server:
    """Answers each event with a script of messages, and notes what it was sent."""

    def __init__(self, *messages: dict[str, Any], joined: int = 200) -> None:
        self.messages, self.joined, self.sent = messages, joined, list[Any]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/login":
            return httpx.Response(303 if b"right" in request.content else 403)
        if request.url.path == "/config":
            return httpx.Response(200, json=CONFIG)
        if request.url.path.endswith("/join"):
            self.sent.append(json.loads(request.content))
            return httpx.Response(self.joined, json={"event_id": "e"})
        lines = [f"data: {json.dumps({'event_id': 'e', **told})}\n\n" for told in self.messages]
        return httpx.Response(200, text="".join(lines))


def generating(*data: Any) -> dict[str, Any]:
    return {"msg": "process_generating", "output": {"data": list(data)}}


DONE = {"msg": "process_completed", "success": True, "output": {}}


def asked(server: Server, *questions: str, password: str = "right") -> list[Asked]:
    """Have one visitor ask."""

    async def ask() -> list[Asked]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(server), base_url="http://x") as http:
            visitor = Visitor(http)
            await visitor.enter(password)
            return [await visitor.ask(question) for question in questions]

    # In a thread of its own: a browser test in this process may have left its event loop running.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()


def test_the_question_goes_through_the_page_s_own_event() -> None:
    server = Server(
        generating("", shown("几个站？")), generating([], [["replace", [1, "content"], "新"]]), DONE
    )
    (found,) = asked(server, "几个站？")
    assert not found.mixed and 0 < found.first_s <= found.whole_s
    assert server.sent[0]["fn_index"] == 7
    # A state is kept by the server; what the page held at first is never sent back.
    assert server.sent[0]["data"] == ["几个站？", None, "zh"]


def test_a_conversation_of_somebody_else_is_noticed() -> None:
    assert asked(Server(generating("", shown("别人的问题")), DONE), "我的问题")[0].mixed
    assert asked(Server(generating("", shown("别人的问题", "我的问题")), DONE), "我的问题")[0].mixed


def test_an_update_that_leaves_the_conversation_alone_is_no_mix_up() -> None:
    skipped = generating("", [["replace", [], {"__type__": "update"}]])
    assert not asked(Server(generating("", shown("问 &")), skipped, DONE), "问 &")[0].mixed


@pytest.mark.parametrize(
    "server",
    [
        Server(joined=429),
        Server(generating("", shown("问"))),
        Server({"msg": "process_completed", "success": False, "output": {"error": "x"}}),
    ],
)
def test_what_fails_is_told(server: Server) -> None:
    with pytest.raises(Broken):
        asked(server, "问")


def test_a_wrong_password_is_told() -> None:
    with pytest.raises(Broken, match="403"):
        asked(Server(), "问", password="wrong")


def test_conversations_are_about_places_of_the_archive(tmp_path: Path) -> None:
    archive_of(tmp_path).close()
    talks = conversations(tmp_path / "index")
    assert any("高台县" in question for talk in talks for question in talk)
    assert not any("{" in question for talk in talks for question in talk)


def test_the_figures_count_errors_and_mix_ups() -> None:
    outcome = Outcome([Asked("a", 0.1, 0.2, False), Asked("b", 0.1, 4.0, True)], ["broken"])
    figures = summary(outcome, Plan(2, 60, (1, 2), 1), 3.0, 400.4, 12)
    assert (figures["questions"], figures["errors"], figures["mixed"]) == (2, 1, 1)
    assert figures["answer_s"]["p100"] == 4.0 and figures["server_cpu_s_per_question"] == 1.5
    assert summary(Outcome(), Plan(2, 60, (1, 2), 1), 0.0, 0.0, 0)["answer_s"]["p95"] == 0.0
