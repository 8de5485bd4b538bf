"""Conversations kept in the visitor's browser: turns → plain JSON values, and back.

What comes back was in the browser and may be anything; what is not understood is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any, get_args

from assistant.contracts import answer_json
from assistant.corrections import Corrections, is_other
from assistant.records import Answer, AnswerKind, Checks, Citation, Coverage, Language, Row, Status
from assistant.ui.actions import address, button
from assistant.ui.conversation import Asked, Turns, answered
from assistant.ui.examples import Holdings
from assistant.ui.texts import texts
from index.records import Filters, Kind

STORAGE_KEY = "wendang-conversations"
# Gradio encrypts what it stores by a key that it hands to the page anyway; without a fixed one, nothing that
# was kept could be read after the server was started again.
STORAGE_SECRET = "wendang"
MOST = 24
MOST_CHARACTERS = 1_200_000
TITLE = 40


def kept_turns(turns: Turns) -> list[dict[str, Any]]:
    """Return the turns that were answered, as JSON values."""
    return [
        {
            "question": turn.question,
            "dropped": list(turn.asked.corrections.dropped),
            "kind": turn.asked.corrections.kind,
            "instead": [list(pair) for pair in turn.asked.corrections.instead],
            "filters": _plain(turn.asked.filters),
            "answer": answer_json(turn.answer, explain=True)
            | {"starts": [c.start for c in turn.answer.citations]},
        }
        for turn in turns
        if turn.answer is not None
    ]


def _plain(filters: Filters) -> dict[str, Any]:
    return {
        "places": list(filters.places),
        "since": filters.since,
        "until": filters.until,
        "kinds": list(filters.kinds),
    }


def with_turns(kept: object, name: str, turns: Turns, now: datetime) -> list[dict[str, Any]]:
    """Return what is kept with one conversation put in at the top; the oldest go where it becomes too much.

    Args:
        kept: what was kept so far.
        name: id of the conversation.
        turns: its turns.
        now: when it was last added to.
    """
    others = [one for one in conversations(kept) if one["id"] != name]
    if told := kept_turns(turns):
        title = " ".join(turns[0].question.split())[:TITLE]
        others.insert(0, {"id": name, "title": title, "at": now.strftime("%Y-%m-%d %H:%M"), "turns": told})
    others = others[:MOST]
    while len(others) > 1 and len(json.dumps(others, ensure_ascii=False)) > MOST_CHARACTERS:
        others.pop()
    return others


def conversations(kept: object) -> list[dict[str, Any]]:
    """Return the conversations among what a browser kept."""
    found = kept if isinstance(kept, list) else []
    needed = {"id": str, "title": str, "at": str, "turns": list}
    return [
        one
        for one in found
        if isinstance(one, dict) and all(isinstance(one.get(key), kind) for key, kind in needed.items())
    ]


def without(kept: object, name: str) -> list[dict[str, Any]]:
    """Return what is kept without one conversation."""
    return [one for one in conversations(kept) if one["id"] != name]


def restored(kept: object, name: str, archive: Holdings) -> Turns:
    """Return the turns of a kept conversation, their sources looked up in the archive as it is now."""
    one: dict[str, Any] = next((one for one in conversations(kept) if one["id"] == name), {"turns": []})
    turns: Turns = ()
    for told in one["turns"]:
        try:
            asked, answer = _asked(told), _answer(told["answer"])
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
        turns = (*turns, answered(asked, answer, len(turns), archive))
    return turns


def _asked(told: Mapping[str, Any]) -> Asked:
    kind = told["kind"] if told["kind"] in get_args(AnswerKind) else None
    limits = told["filters"]
    kinds: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind in limits["kinds"])
    filters = Filters(
        places=tuple(map(str, limits["places"])), since=limits["since"], until=limits["until"], kinds=kinds
    )
    # Conversations that were kept before do not know of it.
    pairs = tuple((str(key), str(value)) for key, value in told.get("instead", ()))
    instead = tuple(pair for pair in pairs if is_other(*pair))
    corrections = Corrections(tuple(map(str, told["dropped"])), kind, instead)
    return Asked(str(told["question"]), corrections, filters)


def _answer(told: Mapping[str, Any]) -> Answer:
    language: Language = "en" if told["language"] == "en" else "zh"
    if told["kind"] not in get_args(AnswerKind) or told["status"] not in get_args(Status):
        raise ValueError("unknown kind or status")
    starts: Sequence[int] = told["starts"]
    return Answer(
        question=str(told["question"]),
        language=language,
        kind=told["kind"],
        status=told["status"],
        text=str(told["text"]),
        rows=tuple(_row(row) for row in told["rows"]),
        citations=tuple(_citation(c, int(s)) for c, s in zip(told["citations"], starts, strict=True)),
        coverage=Coverage(**{name: int(value) for name, value in told["coverage"].items()}),
        checks=Checks(bool(told["checks"]["quotes_verbatim"]), _texts(told["checks"]["unsupported"])),
        composed_by=str(told["composed_by"]),
        timing_ms={str(stage): float(ms) for stage, ms in told["timing_ms"].items()},
        understood=dict(told["understood"]),
        notes=_texts(told["notes"]),
    )


def _row(told: Mapping[str, Any]) -> Row:
    quantity = None if told["quantity"] is None else float(told["quantity"])
    texts = {name: str(told[name]) for name in ("name", "code", "level", "unit", "detail", "date")}
    return Row(
        **texts, reported=told["reported"], quantity=quantity, citations=tuple(map(int, told["citations"]))
    )


def _citation(told: Mapping[str, Any], start: int) -> Citation:
    return Citation(
        n=int(told["n"]),
        article_id=str(told["article_id"]),
        source=str(told["source"]),
        headline=told["headline"],
        paper=str(told["paper"]),
        issue_date=told["issue_date"],
        page=told["page"],
        lines=tuple((int(first), int(last)) for first, last in told["lines"]),
        quote=str(told["quote"]),
        start=start,
    )


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, values))


def kept_html(kept: object, current: str, language: Language) -> str:
    """Return the list of kept conversations with what can be done with each.

    Args:
        kept: what the browser kept.
        current: id of the conversation on the screen.
        language: of the interface.
    """
    say = texts(language)
    files = "".join(
        button(address("save", "chat", kind), escape(say(f"file.{kind}")), "wd-file")
        for kind in ("md", "docx")
    )
    export = (
        f'<div class="wd-files"><span class="wd-files-label">{escape(say("kept.export"))}</span>{files}</div>'
    )
    items = "".join(
        f"<li{' aria-current=true' if one['id'] == current else ''}>"
        f"{button(address('keep', 'open', one['id']), escape(one['title']), 'wd-kept-title')}"
        f'<span class="wd-where">{escape(one["at"])}</span>'
        f"{button(address('keep', 'delete', one['id']), '×', 'wd-link', title=say('kept.delete'))}</li>"
        for one in conversations(kept)
    )
    everything = button(address("keep", "clear"), escape(say("kept.clear")), "wd-link") if items else ""
    note = f'<p class="wd-empty">{escape(say("kept.note"))}</p>'
    return f'{export}{note}<ul class="wd-kept">{items}</ul>{everything}'
