"""What an archive may hold after a kill: a clean build of what was committed, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.crash.scene import Files, Seen, digest_of, lay_out

_Sides = tuple[tuple[str, tuple[str, ...]], ...]


class Library:
    """Clean builds of given files, each made once.

    Args:
        folder: where they are made.
        build: builds the archive of a folder of inputs in a new folder and looks at it.
    """

    def __init__(self, folder: Path, build: Callable[[Path, Path], Seen]) -> None:
        self._folder, self._build = folder, build
        self._known: dict[tuple[tuple[str, str], ...], Seen] = {}

    def of(self, files: Files) -> Seen:
        """Return what a clean build of these files looks like."""
        key = tuple(sorted((name, digest_of(content)) for name, content in files.items()))
        if key not in self._known:
            shutil.rmtree(self._folder, ignore_errors=True)
            lay_out(self._folder / "pages", files)
            self._known[key] = self._build(self._folder / "index", self._folder / "pages")
        return self._known[key]


def problems(seen: Seen, before: Files, after: Files, reported: int, library: Library) -> list[str]:
    """Return what is wrong with an archive after a kill.

    Args:
        seen: what it holds.
        before: the files whose archive it was.
        after: the files whose archive it was to become.
        reported: number of transactions that were reported as committed.
        library: makes the clean builds.
    """
    found = list(seen.faults)
    there: dict[str, str] = {}
    for name, digest in seen.files:
        content = _content(name, digest, seen, before, after)
        if content is None:
            found.append(f"{name} is neither what it was nor what it was to become")
        else:
            there[name] = content
    found += [f"{name} is lost" for name in before if name in after and name not in there]
    if reported and not there and after:
        found.append("a transaction was reported, and nothing is there")
    return found + _differences(seen, library.of(there)) if there else found


def _content(name: str, digest: str, seen: Seen, before: Files, after: Files) -> str | None:
    """Return the content of a file as far as the archive has it."""
    for files in (after, before):
        if name in files and digest == digest_of(files[name]):
            return files[name]
    if digest or not name.endswith(".jsonl") or name not in after:
        return None
    return _so_far(name, seen, before.get(name, ""), after[name])


def _so_far(name: str, seen: Seen, old: str, new: str) -> str:
    """Return a file of ready articles of which the first part is in: so many new lines, then the old ones."""
    held = {tuple(told.split("\t")[i] for i in (0, 3)) for told in seen.articles}
    old_lines, new_lines = old.splitlines(), new.splitlines()
    count = 0
    while count < len(new_lines) and _article(new_lines[count]) in held:
        count += 1
    kept = new_lines[:count]
    ids = {_article(line)[0] for line in kept}
    return "\n".join(kept + [line for line in old_lines if _article(line)[0] not in ids])


def _article(line: str) -> tuple[str, str]:
    data = json.loads(line)
    return data["id"], data["text"]


def _differences(seen: Seen, clean: Seen) -> list[str]:
    sides: _Sides = tuple((s, getattr(seen, s)) for s in ("articles", "containing", "words", "vectors"))
    found = []
    for side, values in sides:
        wanted = getattr(clean, side)
        if values == wanted:
            continue
        lost, much = sorted(set(wanted) - set(values)), sorted(set(values) - set(wanted))
        twice = len(values) - len(set(values))
        found.append(
            f"{side}: {len(lost)} lost {lost[:1]}, {len(much)} too much {much[:1]}, {twice} more than once"
        )
    return found
