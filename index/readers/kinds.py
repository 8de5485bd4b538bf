"""Which files are pages, and which files and folders are passed over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

TEXT = (".txt", ".text", ".md")
HTML = (".html", ".htm", ".xhtml", ".shtml")
READY = (".jsonl", ".jsonl.gz")
PDF = (".pdf",)
WORD = (".docx",)
IMAGE = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
ZIP = (".zip",)
SUPPORTED = TEXT + HTML + READY + PDF + WORD + IMAGE + ZIP
SIDECAR = "archive.toml"
# Kinds in which archives keep pages, though there is no reader for them: found in a folder, they are
# refused by name, so that nobody believes their pages searched.
_UNREAD_PAGES = (
    *(".doc", ".wps", ".odt", ".rtf", ".ofd", ".caj", ".mht", ".mhtml", ".epub"),
    *(".rar", ".7z", ".tar", ".tar.gz", ".tgz", ".bmp", ".gif", ".webp", ".jp2", ".djvu"),
)
_COMPANIONS = ("_files", ".files")


def ends(path: PurePath, suffixes: tuple[str, ...]) -> bool:
    """Say whether a file's name ends in one of some suffixes, in capitals or not."""
    return path.name.lower().endswith(suffixes)


def is_page(path: PurePath) -> bool:
    """Say whether a file found in a folder is to be read, or to be refused by name."""
    return ends(path, SUPPORTED) or ends(path, _UNREAD_PAGES) or path.name == SIDECAR


def is_hidden(path: PurePath) -> bool:
    """Say whether a file is passed over for its name: hidden, or a README."""
    return path.name.startswith((".", "~$")) or path.stem.lower() == "readme"


def is_skipped_folder(name: str, beside: Iterable[str]) -> bool:
    """Say whether a folder is passed over: hidden, or the companion of a saved web page.

    Args:
        name: the folder's name.
        beside: names of the files beside it.
    """
    if name.startswith(".") or name == "__MACOSX":
        return True
    saved_as = [name.removesuffix(ending) for ending in _COMPANIONS if name.endswith(ending)]
    return any(page + suffix in beside for page in saved_as for suffix in HTML)
