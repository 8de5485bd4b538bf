"""Readers: one module per file format; `read` picks the one for a file.

file ─read→ Page (one per .txt, .md, .html file)
            ReadyArticle | Refused (one per line of a .jsonl file)
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.errors import MissingInput, UnsupportedInput
from index.readers import ready, text
from index.records import Page, ReadyArticle, Refused

TEXT = (".txt", ".text", ".md")
HTML = (".html", ".htm", ".xhtml", ".shtml")
READY = (".jsonl", ".jsonl.gz")
SUPPORTED = TEXT + HTML + READY
# Kinds in which archives keep pages, though there is no reader for them: found in a folder, they are
# refused by name, so that nobody believes their pages searched.
_UNREAD_PAGES = (".pdf", ".docx", ".doc", ".wps", ".odt", ".rtf", ".ofd", ".caj", ".mht", ".mhtml", ".epub")
_COMPANIONS = ("_files", ".files")


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
            kinds.update(file.suffix.lower() for file in _files_below(path) if not _is_page(file))
    return dict(kinds)


def read(path: Path) -> Iterator[Page | ReadyArticle | Refused]:
    """Read one file.

    Args:
        path: a file of a supported kind.

    Yields:
        One page; or, for a file of ready articles, each line's article or the reason of its refusal.

    Raises:
        InputRefused: the file as a whole cannot be read; the subclass says why.
    """
    _check_file(path)
    if _ends(path, READY):
        yield from ready.read(path)
    elif _ends(path, HTML) or (_ends(path, TEXT) and text.holds_html(path)):
        # Imported here: lxml and trafilatura are slow to load, and most archives hold no HTML.
        from index.readers import html

        yield html.read(path)
    elif _ends(path, TEXT):
        yield text.read(path)
    else:
        raise UnsupportedInput(
            "there is no reader for this kind of file",
            subject=path.name,
            hint=f"readable are {', '.join(SUPPORTED)}",
        )


def _check_file(path: Path) -> None:
    if not path.exists():
        raise MissingInput("there is no such file", subject=str(path), hint="check the path")
    if not path.is_file():
        raise UnsupportedInput(
            "this is not an ordinary file", subject=str(path), hint="name a file or a folder"
        )


def _pages_below(folder: Path) -> list[Path]:
    pages = [file for file in _files_below(folder) if _is_page(file)]
    if not pages:
        raise MissingInput(
            "the folder holds no page",
            subject=str(folder),
            hint=f"pages are files of the kinds {', '.join(SUPPORTED)}",
        )
    return pages


def _files_below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _skipped_folder(name, names)]
        for name in names:
            if not name.startswith(".") and Path(name).stem.lower() != "readme":
                yield Path(where) / name


def _skipped_folder(name: str, beside: Iterable[str]) -> bool:
    if name.startswith("."):
        return True
    saved_as = [name.removesuffix(ending) for ending in _COMPANIONS if name.endswith(ending)]
    return any(page + suffix in beside for page in saved_as for suffix in HTML)


def _is_page(file: Path) -> bool:
    return _ends(file, SUPPORTED) or _ends(file, _UNREAD_PAGES)


def _ends(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.name.lower().endswith(suffixes)
