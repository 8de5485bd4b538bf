"""Readers: one module per file format; `read` picks the one for a file.

file ─read→ Page (one per .txt, .md, .html, .docx file; one per sheet of a .pdf, .tif, ...; those in a .zip)
            ReadyArticle (one per line of a .jsonl file)
            Refused (a line, a sheet or a member that cannot be read)
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import MissingInput, UnsupportedInput
from index.readers import ready, sidecar, text
from index.readers.kinds import (
    HTML,
    IMAGE,
    PDF,
    READY,
    SIDECAR,
    SUPPORTED,
    TEXT,
    WORD,
    ZIP,
    ends,
    is_hidden,
    is_page,
    is_skipped_folder,
)
from index.records import Page, ReadyArticle, Refused

__all__ = ["SUPPORTED", "find_inputs", "passed_over", "read"]


def find_inputs(paths: Sequence[Path]) -> list[Path]:
    """Find the files to read: those named, and those below the folders named.

    Hidden files and folders, README files and the companion folders of saved web pages are skipped;
    a file that is named itself is never skipped.

    Args:
        paths: files and folders.

    Returns:
        The files, each once, sorted by path.

    Raises:
        MissingInput: a path does not exist, or a folder holds no page.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_pages_below(path))
        elif path.exists():
            found.add(path)
        else:
            raise MissingInput("there is no such file or folder", subject=str(path), hint="check the path")
    return sorted(found)


def passed_over(paths: Sequence[Path]) -> dict[str, int]:
    """Count, by suffix, the files below folders that `find_inputs` leaves out because of their kind.

    Args:
        paths: files and folders, as given to `find_inputs`.

    Returns:
        Suffix ("" for none) → number of files.
    """
    kinds: Counter[str] = Counter()
    for path in paths:
        if path.is_dir():
            kinds.update(file.suffix.lower() for file in _files_below(path) if not is_page(file))
    return dict(kinds)


def read(path: Path) -> Iterator[Page | ReadyArticle | Refused]:
    """Read one file.

    Args:
        path: a file of a supported kind.

    Yields:
        Its pages, with what an `archive.toml` beside or above it says of them; or the articles of a file of
        ready ones. What cannot be read of it is refused by name and does not stop the rest. An
        `archive.toml` itself holds no page.

    Raises:
        InputRefused: the file as a whole cannot be read; the subclass says why.
    """
    _check_file(path)
    if path.name == SIDECAR:
        sidecar.read(path)
        return
    beside = sidecar.find(path)
    for item in _read(path):
        if beside and isinstance(item, Page):
            yield beside.complete(item, path.resolve().relative_to(beside.folder))
        else:
            yield item


def _read(path: Path) -> Iterator[Page | ReadyArticle | Refused]:
    # The modules are imported where they are needed: what they need is slow to load, and most archives
    # hold few kinds of files.
    if ends(path, READY):
        yield from ready.read(path)
    elif ends(path, TEXT) and not text.holds_html(data := text.load(path)):
        yield text.read(path, data)
    elif ends(path, TEXT + HTML):
        from index.readers import html

        yield html.read(path)
    elif ends(path, PDF):
        from index.readers import pdf

        yield from pdf.read(path)
    elif ends(path, WORD):
        from index.readers import docx

        yield docx.read(path)
    elif ends(path, IMAGE):
        from index.readers import image

        yield from image.read(path)
    elif ends(path, ZIP):
        from index.readers import bundle

        yield from bundle.read(path, read)
    else:
        raise UnsupportedInput(
            "there is no reader for this kind of file",
            subject=path.name,
            hint=f"readable are {', '.join(SUPPORTED)}",
        )


def _check_file(path: Path) -> None:
    if path.is_file():
        return
    if not path.exists():
        raise MissingInput("there is no such file", subject=str(path), hint="check the path")
    raise UnsupportedInput("this is not an ordinary file", subject=str(path), hint="name a file or a folder")


def _pages_below(folder: Path) -> list[Path]:
    pages = [file for file in _files_below(folder) if is_page(file)]
    if not any(file.name != SIDECAR for file in pages):
        raise MissingInput(
            "the folder holds no page",
            subject=str(folder),
            hint=f"pages are files of the kinds {', '.join(SUPPORTED)}",
        )
    return pages


def _files_below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_skipped_folder(name, names)]
        for name in names:
            if not is_hidden(Path(name)):
                yield Path(where) / name
