"""What the write path reports: progress while it runs, refused inputs, and a sum at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from index.records import Refused


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come.

    Attributes:
        stage: "read", "encode", "store", "lexical" or "vectors"; "check" for the articles of a check.
        done: units finished in this stage: files (a long one counts for several), texts, passages, articles.
        total: units known to be due; 0 where that is not known.
        detail: the input at hand, empty where there is none.
    """

    stage: str
    done: int
    total: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The sum of one run of the write path.

    Attributes:
        read: files that were read, new or changed.
        unchanged: files that cost no more than their hash.
        refused: inputs that could not be read, each with its reason.
        added: articles that came in.
        changed: articles that were there and whose dates, places or layout are known differently now.
        removed: articles that went out.
        seconds: time spent per stage, by all processes together: "hash", "read" (with segmenting and the
            mentions), "encode", "words", "store", "lexical", "vectors".
        elapsed: seconds on the clock.
        files_removed: files that no longer exist or were named to be removed.
        sequence: number of the last transaction.
    """

    read: int = 0
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()
    added: int = 0
    changed: int = 0
    removed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    elapsed: float = 0.0
    files_removed: int = 0
    sequence: int = 0


Report = Callable[[Progress], None]


def ignore(progress: Progress) -> None:
    """Take a progress report and do nothing with it."""
