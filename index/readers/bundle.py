"""ZIP archives (.zip) → the pages of their members, folders and archives inside them included."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from index.errors import EmptyInput, InputRefused, UnreadableInput
from index.readers import files, sidecar, unzip
from index.readers.kinds import SIDECAR, SUPPORTED, ZIP, ends, is_hidden, is_page, is_skipped_folder
from index.records import Page, ReadyArticle, Refused

MAX_MEMBER_BYTES = files.MAX_BYTES
MAX_DEPTH = 3
"""Archives within archives."""
_CHUNK = 1 << 20

Item = Page | ReadyArticle | Refused
Read = Callable[[Path], Iterator[Item]]


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked of one input, archives inside it included."""

    bytes: int = unzip.MAX_TOTAL
    members: int = unzip.MAX_MEMBERS


def read(path: Path, reader: Read) -> Iterator[Item]:
    """Read a ZIP archive.

    Args:
        path: the file.
        reader: reads a single file.

    Yields:
        What its members hold, in the order of their names: sources are the names of the members, paths the
        archive's with "!" and the member's. A member that cannot be read is refused by name.

    Raises:
        UnreadableInput: the archive is damaged, too large, or unpacks to far more than it is.
        EmptyInput: no member is a page.
    """
    files.check_size(path)
    beside = sidecar.find(path)
    found = False
    with TemporaryDirectory(prefix="wendang-") as folder:
        for item, member in _members(path, Path(folder), reader, _Budget(), 1):
            found = True
            named = _named(item, path, member)
            yield (
                beside.complete(named, PurePosixPath(member)) if beside and isinstance(named, Page) else named
            )
    if not found:
        hint = f"pages are {', '.join(SUPPORTED)}"
        raise EmptyInput("the archive holds no page", subject=path.name, hint=hint)


def _members(
    path: Path, folder: Path, reader: Read, budget: _Budget, depth: int
) -> Iterator[tuple[Item, str]]:
    """Yield what each member holds, with its name."""
    try:
        with zipfile.ZipFile(path) as container:
            unzip.check(container, path)
            budget.members -= len(container.infolist())
            pages = _pages(container)
            for info, name in sorted(pages, key=lambda page: (page[1].name != SIDECAR, page[1])):
                yield from _member(container, info, name, _Place(folder, reader, budget, depth))
    except unzip.DAMAGED as error:
        what = f"the archive is damaged: {error or type(error).__name__}"
        raise UnreadableInput(what, subject=path.name, hint="take a fresh copy of the file") from error


@dataclass(frozen=True, slots=True)
class _Place:
    """Where members are unpacked, who reads them, and how deep in archives they lie."""

    folder: Path
    reader: Read
    budget: _Budget
    depth: int


def _member(
    container: zipfile.ZipFile, info: zipfile.ZipInfo, name: PurePosixPath, place: _Place
) -> Iterator[tuple[Item, str]]:
    target = place.folder.joinpath(*_harmless(name))
    try:
        _unpack(container, info, target, place.budget)
        if ends(name, ZIP):
            for item, inner in _inside(target, place):
                yield item, f"{name}!{inner}"
        else:
            for item in place.reader(target):
                yield item, str(name)
    except InputRefused as error:
        yield Refused(name.name, f"{error.what} ({error.hint})" if error.hint else error.what), str(name)
    except unzip.DAMAGED as error:
        yield Refused(name.name, f"it cannot be unpacked: {error or type(error).__name__}"), str(name)
    finally:
        if name.name != SIDECAR:
            target.unlink(missing_ok=True)


def _inside(path: Path, place: _Place) -> Iterator[tuple[Item, str]]:
    """Yield the members of an archive within an archive."""
    if place.depth >= MAX_DEPTH:
        what = f"archives lie in each other more than {MAX_DEPTH} deep"
        raise UnreadableInput(what, subject=path.name, hint="unpack the inner one yourself")
    with TemporaryDirectory(dir=place.folder) as folder:
        yield from _members(path, Path(folder), place.reader, place.budget, place.depth + 1)


def _pages(container: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """Return the members that are pages; what is passed over in a folder is passed over here."""
    named = [(info, _name(info)) for info in container.infolist() if not info.is_dir()]
    beside: dict[PurePosixPath, set[str]] = {}
    for _, name in named:
        beside.setdefault(name.parent, set()).add(name.name)
    return [(info, name) for info, name in named if is_page(name) and not _is_skipped(name, beside)]


def _is_skipped(name: PurePosixPath, beside: dict[PurePosixPath, set[str]]) -> bool:
    folders = name.parents[:-1]
    return is_hidden(name) or any(is_skipped_folder(f.name, beside.get(f.parent, ())) for f in folders)


def _name(info: zipfile.ZipInfo) -> PurePosixPath:
    """Return a member's name without what would lead out of a folder."""
    parts = _decoded(info).replace("\\", "/").split("/")
    return PurePosixPath(*(part for part in parts if part not in ("", ".", "..")))


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return a member's name as it is written; without the flag for UTF-8, Chinese programs write GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _harmless(name: PurePosixPath) -> list[str]:
    """Return the parts of a member's name with characters and of a length that file systems take."""
    clean = ("".join(c for c in part if c.isprintable() and c not in ':*?"<>|') for part in name.parts[-12:])
    return [_short(part) or "_" for part in clean]


def _short(part: str) -> str:
    """Cut a long name in the middle, so that its suffix stays."""
    return part if len(part) <= 60 else part[:40] + part[-20:]


def _unpack(container: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, budget: _Budget) -> None:
    """Write a member to a file, as far as the limits allow.

    Raises:
        UnreadableInput: it is encrypted, or larger than it may be, whatever it says of itself.
    """
    if info.flag_bits & 0x1:
        raise UnreadableInput("it is encrypted", subject=info.filename, hint="pack it without a password")
    if budget.members < 0:
        what = f"with the archives inside it, the archive holds more than {unzip.MAX_MEMBERS} files"
        raise UnreadableInput(what, subject=info.filename, hint="unpack it yourself, and name the folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with container.open(info) as source, target.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            budget.bytes -= len(chunk)
            if size > MAX_MEMBER_BYTES or budget.bytes < 0:
                limit = MAX_MEMBER_BYTES if budget.bytes >= 0 else unzip.MAX_TOTAL
                what = f"unpacked, it is larger than the {limit / 2**20:.0f} MB that are read at most"
                raise UnreadableInput(
                    what, subject=info.filename, hint="unpack it yourself, and name the folder"
                )
            copy.write(chunk)


def _named(item: Item, archive: Path, member: str) -> Item:
    """Return what a member holds under the names by which it is found again."""
    name = PurePosixPath(member.rpartition("!")[2]).name
    where = f"{archive.resolve()}!{member}"
    if isinstance(item, Refused):
        return Refused(f"{archive.name}!{member}{_sheet(item.source)}", item.reason)
    if isinstance(item, ReadyArticle):
        return replace(item, path=where)
    return replace(item, source=name, path=where + _sheet(item.path))


def _sheet(name: str) -> str:
    """Return the part of a name that tells the sheet or the line: #3."""
    mark = re.search(r"#[\d,-]+$", name)
    return mark[0] if mark else ""
