"""One trial: an input is read, segmented and annotated; the laws hold of what comes out, or it is refused."""

from __future__ import annotations

import resource
import time
from dataclasses import dataclass
from pathlib import Path

from index.articles import complete, segment_page
from index.errors import InputRefused
from index.mentions import annotate
from index.places import Gazetteer
from index.readers import read
from index.records import Page, ReadyArticle
from tests.laws import assert_annotated, assert_laws

SECONDS = 4.0
"""CPU seconds that any input may take, on a busy machine."""
SECONDS_PER_BYTE = 40e-6
"""And so many more for each byte: fifty times what a page of text takes."""
SECONDS_UNPACKED = 60.0
"""What an input may take that unpacks, draws or recognises: each of its parts has limits of its own."""
_UNPACKED = (".pdf", ".docx", ".zip", ".png", ".jpg", ".tif")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input.

    Attributes:
        result: "pages", "articles", "nothing", or the kind of refusal.
        seconds: CPU seconds, of programs that were started too.
        allowed: how many it might take.
    """

    result: str
    seconds: float
    allowed: float


def attempt(suffix: str, data: bytes, folder: Path, gazetteer: Gazetteer) -> Outcome:
    """Take an input through all stages.

    Args:
        suffix: its kind; a whole name where that tells it.
        data: its bytes.
        folder: where its file is written.
        gazetteer: the places known.

    Raises:
        AssertionError: a law is broken.
        Exception: whatever a reader lets through, which is a fault too.
    """
    path = folder / (suffix if not suffix.startswith(".") else f"20240809_02{suffix}")
    path.write_bytes(data)
    begun = _spent()
    try:
        result = _through(path, gazetteer)
    except InputRefused as error:
        assert error.what and error.subject, "a refusal without a reason or a name"
        result = type(error).__name__
    finally:
        path.unlink()
    slow = SECONDS_UNPACKED if suffix in _UNPACKED else 0.0
    return Outcome(result, _spent() - begun, SECONDS + slow + SECONDS_PER_BYTE * len(data))


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _through(path: Path, gazetteer: Gazetteer) -> str:
    kinds = set()
    for item in read(path):
        kinds.add(type(item).__name__)
        if isinstance(item, Page):
            result = segment_page(item, gazetteer)
            assert_laws(result)
            articles = result.articles
        elif isinstance(item, ReadyArticle):
            articles = (complete(item, gazetteer),)
        else:
            assert item.reason and item.source, "a refusal without a reason or a name"
            continue
        for article in articles:
            assert_annotated(article, annotate(article, gazetteer))
    return " + ".join(sorted(kinds)) or "nothing"
