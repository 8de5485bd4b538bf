"""A file `archive.toml` in a folder of an archive: what its pages do not say themselves.

It speaks for the folder in which it lies and for the folders below, up to the next one. All fields may be
left out:

    # Name of the newspaper, where a page does not print it.
    paper = "清河政协报"

    # How file names tell date and page, without their suffix; the first that fits counts. {year}, {yy} (two
    # digits), {month}, {day} and {page} stand for numbers, * for anything.
    file_names = ["{year}{month}{day}_{page}", "QH-{yy}-{month}-{day}-*"]

    # Date of issue of single files, or of all whose name fits a pattern: a day, a month or a year. These
    # count more than what the page says of itself (unless that is a day of the month or year given).
    [dates]
    "扫描0001.png" = "2024-08-09"
    "1987/*" = "1987"

    # Page number within the issue, in the same way.
    [pages]
    "扫描0001.png" = "3"
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from index.errors import UnreadableInput
from index.readers.kinds import SIDECAR
from index.records import GIVEN, Page

_FIELDS = {"paper", "file_names", "dates", "pages"}
_PLACES = {
    "year": r"[12]\d{3}",
    "yy": r"\d\d",
    "month": r"\d{1,2}",
    "day": r"\d{1,2}",
    "page": r"[A-Za-z]?\d{1,3}",
}
_PLACE = re.compile(r"\{(\w+)\}")
_DATE = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?")
_LARGEST = 1_000_000
_PIVOT = 50
"""Two-digit years from here on are of the nineteen hundreds."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What one `archive.toml` says.

    Attributes:
        folder: where it lies.
        paper: name of the newspaper, "" where it gives none.
        names: the forms of file names.
        dates, pages: pattern of a file name → ISO date, page number.
    """

    folder: Path
    paper: str = ""
    names: tuple[re.Pattern[str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()

    def complete(self, page: Page, name: PurePath) -> Page:
        """Return a page with what is said of its file filled in.

        Args:
            page: the page as read.
            name: the file, relative to the folder.
        """
        named_date, named_page = self._told_by_name(name)
        page = replace(
            page,
            paper=page.paper or self.paper,
            number=_matching(self.pages, name) or page.number or named_page,
        )
        if given := _matching(self.dates, name):
            return replace(page, issue_date=given, date_from=GIVEN)
        if named_date and not page.issue_date:
            return replace(page, issue_date=named_date, date_from="file name")
        return page

    def says(self, name: PurePath) -> str:
        """Return all that is said of a file, as one text: what has it read again when it changes.

        Args:
            name: the file, relative to the folder.
        """
        given = _matching(self.dates, name), _matching(self.pages, name)
        return repr((self.paper, self._told_by_name(name), *given))

    @property
    def whole(self) -> str:
        """Return all that is said, of whatever file."""
        return repr((self.paper, [form.pattern for form in self.names], self.dates, self.pages))

    def _told_by_name(self, name: PurePath) -> tuple[str | None, str | None]:
        """Return date and page that the name of a file tells."""
        for pattern in self.names:
            found = pattern.fullmatch(name.stem)
            parts = found.groupdict() if found else {}
            iso = _iso(_year(parts), parts.get("month"), parts.get("day")) if found else None
            if found and (iso or not _year(parts)):
                return iso, _plain(parts.get("page"))
        return None, None


def find(path: Path) -> Sidecar | None:
    """Return what the nearest `archive.toml` beside or above a file says, None where there is none.

    A malformed one says nothing; it is itself an input, and refused as such.
    """
    # By os.path: it is done for every file, and takes a third of the time of pathlib.
    folder, below = os.path.dirname(os.path.realpath(path)), ""
    while folder != below:
        file = os.path.join(folder, SIDECAR)
        if os.path.isfile(file):
            try:
                return read(Path(file))
            except UnreadableInput:
                return None
        folder, below = os.path.dirname(folder), folder
    return None


def read(path: Path) -> Sidecar:
    """Read an `archive.toml`.

    Raises:
        UnreadableInput: it is malformed; the reason says where.
    """
    try:
        state = path.stat()
        return _read(path.resolve(), state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise _malformed(path, f"the system does not let it be read: {error.strerror}") from error


@lru_cache(maxsize=256)
def _read(path: Path, changed: int, size: int) -> Sidecar:
    if size > _LARGEST:
        raise _malformed(path, "it is larger than a megabyte")
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _malformed(path, str(error)) from error
    if unknown := set(raw) - _FIELDS:
        known = ", ".join(sorted(_FIELDS))
        raise _malformed(path, f"there is no field {', '.join(sorted(unknown))}; fields are {known}")
    try:
        return Sidecar(
            folder=path.parent,
            paper=_text(raw.get("paper", ""), "paper"),
            names=tuple(_pattern(_text(form, "file_names")) for form in raw.get("file_names", [])),
            dates=tuple((name, _date(value)) for name, value in raw.get("dates", {}).items()),
            pages=tuple((name, _page(value)) for name, value in raw.get("pages", {}).items()),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise _malformed(path, str(error)) from error


def _malformed(path: Path, why: str) -> UnreadableInput:
    return UnreadableInput(f"malformed: {why}", subject=path.name, hint="mend it, or take it out")


def _text(value: Any, field: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{field} has to be a text in quotation marks")
    return value.strip()


def _pattern(form: str) -> re.Pattern[str]:
    """Return the form of a file name as a regular expression."""
    parts = _PLACE.split(form)
    for i in range(1, len(parts), 2):
        if parts[i] not in _PLACES:
            raise ValueError(f"file_names: {{{parts[i]}}} stands for nothing; known are {', '.join(_PLACES)}")
        # Without something between them, only numbers of fixed width can be told apart.
        tight = (i > 1 and not parts[i - 1]) or (i + 2 < len(parts) and not parts[i + 1])
        digits = r"\d\d" if tight and parts[i] in ("month", "day") else _PLACES[parts[i]]
        parts[i] = f"(?P<{parts[i]}>{digits})"
    plain = [re.escape(part).replace(r"\*", ".*") for part in parts[::2]]
    return re.compile("".join(a + b for a, b in zip(plain, [*parts[1::2], ""], strict=True)))


def _date(value: Any) -> str:
    found = _DATE.fullmatch(str(value).strip())
    iso = _iso(found["year"], found["month"], found["day"]) if found else None
    if iso is None:
        raise ValueError(f"dates: {value!r} is no date; write 2024-08-09, 2024-08 or 2024")
    return iso


def _page(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"pages: {value!r} is no page number")
    return _plain(str(value).strip()) or ""


def _plain(number: str | None) -> str | None:
    return str(int(number)) if number and number.isdecimal() else number


def _year(parts: dict[str, str | None]) -> str | None:
    short = parts.get("yy")
    return parts.get("year") or (short and f"{19 if int(short) >= _PIVOT else 20}{short}")


def _iso(year: str | None, month: str | None, day: str | None) -> str | None:
    """Return a date of the precision that is given, None where there is no such day."""
    if not year or (day and not month):
        return None
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole[: 10 if day else 7 if month else 4]


def _matching(entries: tuple[tuple[str, str], ...], name: PurePath) -> str | None:
    """Return the entry for a file: by its path or name, or else the first pattern that fits one of them."""
    names = (name.as_posix(), name.name)
    exact = next((value for key, value in entries if key in names), None)
    return exact or next((value for key, value in entries if any(fnmatchcase(n, key) for n in names)), None)
