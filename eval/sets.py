"""The two halves of the evaluation set over the sample archive, as `cases/sets.toml` names their files."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, load_cases
from index.errors import DataError, SettingsError

FOLDER = Path(__file__).parent / "cases"
HALVES = ("dev", "test")


@dataclass(frozen=True, slots=True)
class CaseSet:
    """An evaluation set: its halves, the archive that it asks, and the gold of that archive's articles.

    Attributes:
        seen: questions over the same archive that are no part of the set, but were looked at too.
    """

    dev: tuple[Path, ...]
    test: tuple[Path, ...]
    archive: Path
    articles: Path
    seen: tuple[Path, ...] = ()

    def files(self, name: str) -> tuple[Path, ...]:
        """Return the files of a half, or of "all".

        Raises:
            SettingsError: there is no such half.
        """
        if name == "all":
            return self.dev + self.test
        if name not in HALVES:
            raise SettingsError("there is no such set", subject=name, hint="dev, test or all")
        return self.dev if name == "dev" else self.test


def load_set(path: Path = FOLDER / "sets.toml") -> CaseSet:
    """Read which files an evaluation set has.

    Raises:
        DataError: the file cannot be read or lacks a field.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        halves = {half: tuple(path.parent / name for name in raw[half]) for half in HALVES}
        archive = path.parents[2] / raw["archive"]
        seen = tuple(path.parent / name for name in raw.get("seen", ()))
        return CaseSet(**halves, archive=archive, articles=path.parent / raw["articles"], seen=seen)
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(f"this names no evaluation set: {error!r}", subject=str(path)) from error


def load_files(files: Sequence[Path]) -> list[Case]:
    """Read the questions of several files, in order.

    Raises:
        DataError: a file cannot be read, or two cases have the same id.
    """
    cases = [case for path in files for case in load_cases(path)]
    ids = [case.id for case in cases]
    double = sorted({id for id in ids if ids.count(id) > 1})
    if double:
        raise DataError("two cases have the same id", subject=", ".join(double[:5]))
    return cases
