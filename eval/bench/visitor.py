"""One visitor of the web chat without a browser: log in, open the page, ask, take the answer as it streams.

The page's own way is taken: the event of the question box through Gradio's queue, with the conversation kept
by the server under the visitor's session.
"""

from __future__ import annotations

import copy
import json
import re
import secrets
import time
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx
from gradio_client.utils import apply_diff

_BOX = "wd-box"
_CHAT = "wd-chat"
_QUESTION = re.compile(r"<span>(.*?)</span>", re.S)


class Broken(Exception):
    """The server did not do what the page relies on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what came of it.

    Attributes:
        first_s: seconds to the first change of the page.
        whole_s: seconds to the finished answer.
        mixed: the conversation that came back is not this visitor's.
    """

    question: str
    first_s: float
    whole_s: float
    mixed: bool


@dataclass
class Visitor:
    """A visitor with a session of their own.

    Attributes:
        http: the client, with cookies of its own.
        questions: what was asked in the conversation so far.
    """

    http: httpx.AsyncClient
    session: str = field(default_factory=lambda: secrets.token_hex(6))
    questions: list[str] = field(default_factory=list)
    _config: dict[str, Any] = field(default_factory=dict)

    async def enter(self, password: str) -> None:
        """Log in and open the page."""
        entered = await self.http.post("/login", data={"password": password})
        if entered.status_code != 303:
            raise Broken(f"no log-in: {entered.status_code}")
        page = await self.http.get("/")
        page.raise_for_status()
        self._config = (await self.http.get("/config")).raise_for_status().json()

    def begin(self) -> None:
        """Begin another conversation, as a page that is loaded anew does."""
        self.session, self.questions = secrets.token_hex(6), []

    async def ask(self, question: str) -> Asked:
        """Type a question and wait for the whole answer.

        Raises:
            Broken: the server refused or failed.
        """
        event = self._event(_BOX, "submit")
        box = self._component(_BOX)["id"]
        values = [question if given == box else self._value(given) for given in event["inputs"]]
        body = {"data": values, "fn_index": event["id"], "session_hash": self.session, "trigger_id": box}
        began = time.perf_counter()
        joined = await self.http.post("/gradio_api/queue/join", json=body)
        if joined.status_code != 200:
            raise Broken(f"refused: {joined.status_code} {joined.text[:200]}")
        chat = event["outputs"].index(self._component(_CHAT)["id"])
        first, shown = await self._followed(joined.json()["event_id"], began, chat)
        whole = time.perf_counter() - began
        self.questions.append(question)
        return Asked(question, first, whole, _asked(shown) != self.questions)

    async def _followed(self, event: str, began: float, chat: int) -> tuple[float, Any]:
        """Take in the stream of one event.

        Args:
            event: its id.
            began: when it was sent.
            chat: place of the conversation among its outputs.

        Returns:
            Seconds to the first change, and the conversation as it stands at the end.
        """
        first, outputs, shown = 0.0, list[Any](), list[Any]()
        stream = self.http.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session})
        async with stream as lines:
            async for line in lines.aiter_lines():
                told = json.loads(line[5:]) if line.startswith("data:") else {}
                if told.get("event_id") != event:
                    continue
                if told["msg"] == "process_generating":
                    first = first or time.perf_counter() - began
                    outputs = _applied(outputs, told["output"]["data"])
                    # An update without a value leaves the component as it is.
                    shown = shown if isinstance(outputs[chat], dict) else copy.deepcopy(outputs[chat])
                if told["msg"] == "process_completed":
                    if not told["success"]:
                        raise Broken(f"failed: {str(told.get('output'))[:200]}")
                    return first, shown
        raise Broken("the stream ended before the answer")

    def _component(self, name: str) -> dict[str, Any]:
        for component in self._config["components"]:
            if component["props"].get("elem_id") == name:
                return dict(component)
        raise Broken(f"the page has no {name}")

    def _event(self, name: str, trigger: str) -> dict[str, Any]:
        wanted = [self._component(name)["id"], trigger]
        for event in self._config["dependencies"]:
            if wanted in [list(target) for target in event["targets"]] and event["backend_fn"]:
                return dict(event)
        raise Broken(f"nothing happens on {trigger} of {name}")

    def _value(self, component: int) -> Any:
        found = next(each for each in self._config["components"] if each["id"] == component)
        return None if found["type"] == "state" else copy.deepcopy(found["props"].get("value"))


def _applied(before: list[Any], data: list[Any]) -> list[Any]:
    """Return the outputs after a message: the first is whole, later ones are edits of it."""
    if not before:
        return list(data)
    return [apply_diff(old, edit) if edit else old for old, edit in zip(before, data, strict=True)]


def _asked(messages: Any) -> list[str]:
    """Return the visitor's questions as the conversation shows them."""
    shown = [_text(message["content"]) for message in messages if message["role"] == "user"]
    found = [_QUESTION.search(html) for html in shown]
    return [unescape(match[1]).strip() if match else html for match, html in zip(found, shown, strict=True)]


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(_text(part) for part in content)
    return str(content.get("text", "")) if isinstance(content, dict) else str(content)
