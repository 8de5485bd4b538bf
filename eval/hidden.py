"""CMRC 2018 paragraphs hidden among news: an archive in which the paragraph of each question is known.

The questions of every second paragraph (`learning`) are for learning weights; reports use the others.
CMRC 2018: Cui et al., A Span-Extraction Dataset for Chinese Machine Reading Comprehension, EMNLP 2019.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import MissingInput

_HEAD = re.compile(r"^.{0,60}?，?\s*正文：")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its gold.

    Attributes:
        paragraph: source of the paragraph that answers it.
        answers: the accepted answers.
        learning: True where it belongs to the half that weights are learned on.
    """

    question: str
    paragraph: str
    answers: tuple[str, ...]
    learning: bool


def load_questions(path: Path) -> list[Asked]:
    """Read the questions of a CMRC 2018 file, in its order.

    Raises:
        MissingInput: the file is not there.
    """
    return [
        Asked(qa["question"], paragraph["id"], tuple(a["text"] for a in qa["answers"]), n % 2 == 0)
        for n, paragraph in enumerate(_paragraphs(path))
        for qa in paragraph["qas"]
    ]


def write_archive(cmrc: Path, news: Path | None, folder: Path) -> list[Path]:
    """Write the paragraphs and the news as ready articles and return the files.

    Args:
        cmrc: the CMRC 2018 file.
        news: a text file, one article a line, plain or .gz; None for the paragraphs alone.
        folder: where to write.

    Raises:
        MissingInput: a file is not there.
    """
    files = [paragraphs_file(cmrc, folder)]
    if news is not None:
        files.append(folder / "news.jsonl")
        _write(files[1], _news(news))
    return files


def paragraphs_file(cmrc: Path, folder: Path, turn: Callable[[str], str] | None = None) -> Path:
    """Write the paragraphs as ready articles and return the file.

    Args:
        cmrc: the CMRC 2018 file.
        folder: where to write.
        turn: what to do to each text; None leaves it.

    Raises:
        MissingInput: the file is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "paragraphs.jsonl"
    texts = ((p["id"], turn(p["context"]) if turn else p["context"]) for p in _paragraphs(cmrc))
    _write(path, ({"id": name, "text": text} for name, text in texts))
    return path


def _write(path: Path, articles: Iterator[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


def _paragraphs(path: Path) -> list[dict[str, Any]]:
    raw = json.loads(_checked(path).read_text(encoding="utf-8"))
    return [paragraph for item in raw["data"] for paragraph in item["paragraphs"]]


def _news(path: Path) -> Iterator[dict[str, str]]:
    """Yield the lines as articles: what stands before 正文 is their date line."""
    lines = gzip.open if path.suffix == ".gz" else open
    with lines(_checked(path), "rt", encoding="utf-8") as file:
        for n, line in enumerate(file):
            head = _HEAD.match(line)
            day = _DAY.search(head.group()) if head else None
            article = {"id": f"news-{n:05d}", "text": line[head.end() if head else 0 :].strip()}
            if day:
                article["date"] = f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"
            if article["text"]:
                yield article


def _checked(path: Path) -> Path:
    if not path.is_file():
        raise MissingInput("there is no such file", subject=str(path), hint="name the corpus file")
    return path
