"""The archive as a model in OpenAI's protocol: /v1/models and /v1/chat/completions, whole or as a stream.

What is sent is the checked answer and nothing before the checks; a stream keeps the line open meanwhile. The
sources stand below the text, because most clients show nothing else, and as `citations` beside it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.contracts import answer_json
from assistant.question import check
from assistant.records import Answer, Citation
from assistant.serving.calls import Asked
from assistant.wording import say
from index.errors import QuestionRefused, WendangError

MODEL = "wendang"
_KEEP_OPEN_S = 5.0
_PIECE = re.compile(r"[^\n。；！？]*[\n。；！？]?")
_log = logging.getLogger(__name__)


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")
    type: str
    text: str = ""


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[_Part] | None = None

    @property
    def text(self) -> str:
        """Return what is written in it; pictures and sound are not read."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class _StreamOptions(BaseModel):
    model_config = ConfigDict(extra="ignore")
    include_usage: bool = False


class _Request(BaseModel):
    """What is read of a request; sampling settings of language models have nothing to act on here."""

    model_config = ConfigDict(extra="ignore")
    model: str
    messages: list[_Message] = Field(min_length=1)
    stream: bool = False
    stream_options: _StreamOptions | None = None
    n: int = Field(default=1, ge=1, le=1)


class _Refused(Exception):
    def __init__(self, status: int, message: str, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status, self.param, self.code = status, param, code

    def body(self) -> dict[str, Any]:
        kind = "server_error" if self.status >= 500 else "invalid_request_error"
        return {"error": {"message": str(self), "type": kind, "param": self.param, "code": self.code}}

    def reply(self) -> JSONResponse:
        return JSONResponse(self.body(), self.status)


def routes(assistant: Asked, longest: int) -> APIRouter:
    """Return the routes of the protocol.

    Args:
        assistant: answers the questions.
        longest: characters of the longest question.
    """
    router, began = APIRouter(prefix="/v1"), int(time.time())
    card = {"id": MODEL, "object": "model", "created": began, "owned_by": MODEL}

    @router.get("/models")
    def models() -> dict[str, Any]:
        return {"object": "list", "data": [card]}

    @router.get("/models/{name}")
    def model(name: str) -> Any:
        return card if name == MODEL else _no_model(name).reply()

    @router.post("/chat/completions")
    async def complete(request: Request) -> Any:
        try:
            asked = _read(await request.body())
            question, history = _conversation(asked.messages)
            _check(question, longest)
            if asked.stream:
                usage = bool(asked.stream_options and asked.stream_options.include_usage)
                return StreamingResponse(
                    _stream(assistant, question, history, usage), media_type="text/event-stream"
                )
            return _completion(await run_sync(_answer, assistant, question, history))
        except _Refused as refused:
            return refused.reply()

    return router


def _no_model(name: str) -> _Refused:
    return _Refused(404, f"there is no model {name}; there is {MODEL}", "model", "model_not_found")


def _read(body: bytes) -> _Request:
    try:
        asked = _Request.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or None
        raise _Refused(400, f"{where or 'body'}: {first['msg']}", where) from None
    if asked.model != MODEL:
        raise _no_model(asked.model)
    return asked


def _conversation(messages: Sequence[_Message]) -> tuple[str, list[str]]:
    """Return the last question and the ones before it; what the archive answered is not asked again."""
    asked = [message.text for message in messages if message.role == "user" and message.text.strip()]
    if not asked:
        raise _Refused(400, "there is no message of a user with text", "messages")
    return asked[-1], asked[:-1]


def _check(question: str, longest: int) -> None:
    try:
        check(question, longest)
    except QuestionRefused as error:
        raise _Refused(400, str(error), "messages") from None


def _answer(assistant: Asked, question: str, history: list[str]) -> Answer:
    try:
        assistant.archive.refresh()
        return assistant.ask(question, history)
    except WendangError as error:
        _log.error("no answer: %s", error)
        raise _Refused(503, str(error)) from error
    except Exception as error:
        # The last boundary before the client: a defect is logged whole and told as such.
        _log.exception("no answer")
        raise _Refused(500, "this program failed on the question") from error


def text_of(answer: Answer) -> str:
    """Return the answer's text with its sources below."""
    if not answer.citations:
        return answer.text
    lines = "\n".join(_source(citation, answer) for citation in answer.citations)
    return f"{answer.text}\n\n---\n{say('sources.heading', answer.language)}\n{lines}"


def _source(citation: Citation, answer: Answer) -> str:
    """Return one source on a line, its brackets escaped so that no link can come of them."""
    page = say("sources.page", answer.language, page=citation.page) if citation.page else ""
    parts = (citation.paper, citation.issue_date, page, citation.source)
    where = " · ".join(part for part in parts if part)
    head = f"《{citation.headline}》 " if citation.headline else ""
    quote = " ".join(citation.quote.split())
    escaped = re.sub(r"([\\\[\]<>`*])", r"\\\1", f"{head}{where}：“{quote}”")
    return f"- [{citation.n}] {escaped}"


def _usage(answer: Answer, text: str) -> dict[str, int]:
    """Return the usage: without a language model nothing is billed, and a character counts as a token."""
    asked = len(answer.question)
    return {"prompt_tokens": asked, "completion_tokens": len(text), "total_tokens": asked + len(text)}


def _extras(answer: Answer) -> dict[str, Any]:
    told = answer_json(answer, explain=True)
    return {"citations": told["citations"], "wendang": told}


def _completion(answer: Answer) -> dict[str, Any]:
    text = text_of(answer)
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    head = _head("chat.completion")
    return {**head, "choices": [choice], "usage": _usage(answer, text), **_extras(answer)}


def _head(kind: str) -> dict[str, Any]:
    name = f"chatcmpl-{uuid.uuid4().hex}"
    return {"id": name, "object": kind, "created": int(time.time()), "model": MODEL}


async def _stream(assistant: Asked, question: str, history: list[str], usage: bool) -> AsyncIterator[bytes]:
    """Yield the answer as server-sent events; comments keep the line open until it is there."""
    head = _head("chat.completion.chunk")
    yield _event(head | {"choices": [_choice({"role": "assistant", "content": ""})]})
    work = asyncio.ensure_future(run_sync(_answer, assistant, question, history))
    while not (await asyncio.wait({work}, timeout=_KEEP_OPEN_S))[0]:
        yield b": searching\n\n"
    try:
        events = _events(work.result(), head, usage)
    except _Refused as refused:
        yield _event(refused.body())
    else:
        for event in events:
            yield event
    yield b"data: [DONE]\n\n"


def _events(answer: Answer, head: dict[str, Any], usage: bool) -> Iterator[bytes]:
    text = text_of(answer)
    for piece in _PIECE.findall(text):
        if piece:
            yield _event(head | {"choices": [_choice({"content": piece})]})
    yield _event(head | {"choices": [_choice({}, "stop")], **_extras(answer)})
    if usage:
        yield _event(head | {"choices": [], "usage": _usage(answer, text)})


def _choice(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}


def _event(content: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(content, ensure_ascii=False)}\n\n".encode()
