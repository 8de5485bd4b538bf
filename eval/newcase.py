"""Make a case of an answer, or of what a visitor said of one: drafted here, reviewed in the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.linting import Row, read_rows
from eval.scoring import ABSTAINING

# From an article's id to its order on its page; None where it is not known.
Locate = Callable[[str], int | None]

_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_SPACE = re.compile(r"\s+")
_SPLIT = re.compile(r"\s*[,，、;；]\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answer that it got, as the JSON contract has it."""

    question: str
    history: tuple[str, ...]
    answer: Mapping[str, Any]


def draft(asked: Asked, locate: Locate) -> Row:
    """Draft a case: the answer's rows or emphasised words are its items, its quotations the evidence.

    Args:
        asked: the question and its answer.
        locate: finds the order of an article on its page.
    """
    answer = asked.answer
    refused = answer["status"] in ABSTAINING
    row: Row = {
        "id": "",
        "question": asked.question,
        "lang": answer.get("language", "zh"),
        "type": "unanswerable" if refused else "followup" if asked.history else answer["kind"],
        "answer": [] if refused else _items(answer),
        "optional": [],
        "aliases": {},
        "trap": [],
    }
    if asked.history:
        row["history"] = list(asked.history)
    if refused:
        row["expect"] = "abstain"
        return row
    cited = [(c, locate(c["article_id"]) or 1) for c in answer["citations"]]
    row["evidence"] = [_SPACE.sub("", c["quote"]) for c, _ in cited]
    row["evidence_articles"] = [[_page(c["source"]), _order(c["source"], n)] for c, n in cited]
    return row


def _items(answer: Mapping[str, Any]) -> list[str]:
    if answer["rows"]:
        return list(dict.fromkeys(row["name"] for row in answer["rows"]))
    return list(dict.fromkeys(_BOLD.findall(str(answer["text"]))))


def _page(source: str) -> str:
    return source.split("#")[0]


def _order(source: str, n: int) -> int:
    line = source.partition("#")[2]
    return int(line) if line.isdigit() else n


def review(row: Row, ask: Callable[[str, str], str], types: Sequence[str]) -> Row | None:
    """Let a person put a drafted case right; None where it is not wanted.

    Args:
        row: the draft.
        ask: asks the person something; takes the question and what stands there, returns what should.
        types: the types that a case may have.
    """
    told = dict(row)
    told["type"] = _chosen(ask("type", row["type"]), types, row["type"])
    if told["type"] == "unanswerable":
        told |= {"answer": [], "expect": "abstain", "evidence": [], "evidence_articles": []}
    else:
        told.pop("expect", None)
        told["answer"] = _split(ask("required items", "、".join(row["answer"])))
        told["optional"] = _split(ask("items neither required nor wrong", ""))
        told |= _picked(row, ask("numbers of the quotations that hold the answer", _numbers(row)))
    told["trap"] = _split(ask("typical wrong answers", ""))
    told["note"] = ask("note", "")
    keep = ask("keep it? (y/n)", "y").strip().casefold() in ("y", "yes", "是", "好")
    sound = told["type"] == "unanswerable" or told["answer"]
    return (
        {name: value for name, value in told.items() if value or name in _NEEDED} if keep and sound else None
    )


_NEEDED = ("id", "question", "type", "answer")


def _chosen(said: str, types: Sequence[str], otherwise: str) -> str:
    return said.strip() if said.strip() in types else otherwise


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(part for part in _SPLIT.split(text.strip()) if part))


def _numbers(row: Row) -> str:
    return "、".join(str(n) for n in range(1, len(row.get("evidence", ())) + 1))


def _picked(row: Row, said: str) -> Row:
    """Return the evidence of the numbers said; numbers that there are not are left out."""
    every = range(len(row.get("evidence", ())))
    wanted = [int(part) - 1 for part in _split(said) if part.isdigit()]
    return {
        field: [row[field][i] for i in wanted if i in every]
        for field in ("evidence", "evidence_articles")
        if field in row
    }


def append(row: Row, path: Path) -> str:
    """Add a case to a file with the next free id, and return the id; the file is made where there is none."""
    taken = {str(known["id"]) for known in read_rows(path)} if path.exists() else set()
    number = len(taken) + 1
    while f"own-{number}" in taken:
        number += 1
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row | {"id": f"own-{number}"}, ensure_ascii=False) + "\n")
    return f"own-{number}"


def known_questions(path: Path) -> set[tuple[str, ...]]:
    """Return the questions of a file, each with its earlier turns; none where there is no file."""
    rows = read_rows(path) if path.exists() else []
    return {(*row.get("history", ()), row["question"]) for row in rows}
