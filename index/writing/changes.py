"""What is new in a file against what the archive has of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.records import Refused
from index.store import KnownArticle
from index.tables.codec import Draft
from index.tables.transaction import FileRecord
from index.writing.prepare import Prepared

Known = dict[str, list[KnownArticle]]
"""What the archive has of a file, by content id."""


@dataclass(slots=True)
class Change:
    """What one transaction has to do for one file."""

    record: FileRecord
    drafts: list[Draft] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    refused: tuple[Refused, ...] = ()
    added: int = 0
    changed: int = 0
    removed: int = 0

    def drop(self, rows: Iterable[int]) -> None:
        """Remove articles that are not replaced."""
        before = len(self.stale)
        self.stale.extend(rows)
        self.removed += len(self.stale) - before


def described(record: FileRecord, part: Prepared) -> FileRecord:
    """Return a file's record with what its first part says of it."""
    if record.format:
        return record
    return replace(record, format=part.format, paper=part.paper, issue_date=part.issue_date, page=part.page)


def ended(parts: Iterator[Prepared]) -> Iterator[tuple[Prepared, bool]]:
    """Yield each part with whether it is the last; an empty one where there is none."""
    held = next(parts, Prepared())
    for part in parts:
        yield held, False
        held = part
    yield held, True


def compared(record: FileRecord, drafts: Sequence[Draft], left: Known) -> Change:
    """Return what is new in a part of a file, taking the articles that are accounted for out of `left`."""
    change = Change(record)
    for item in drafts:
        twins = left.get(item.columns["content_id"])
        known = twins.pop(0) if twins else None
        if known is None:
            change.added += 1
        elif known.digest == item.columns["digest"]:
            continue
        else:
            change.changed += 1
            change.stale.append(known.row)
        change.drafts.append(item)
    _supersede(change, left)
    return change


def _supersede(change: Change, left: Known) -> None:
    """Drop what stood under a given id as soon as another text stands there, long before the file's end."""
    counted = f"{change.record.source}#"
    given = {str(item.columns["source"]) for item in change.drafts}
    given = {source for source in given if source != change.record.source and not source.startswith(counted)}
    for key, twins in left.items() if given else ():
        change.drop(known.row for known in twins if known.source in given)
        left[key] = [known for known in twins if known.source not in given]
