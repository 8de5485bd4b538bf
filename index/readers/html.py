"""Saved web pages (.html) → Page: every visible block is a line with its role.

trafilatura decides which blocks are the article; the words of web pages that it lets through
(发布时间, 上一篇, 责任编辑) are told by the patterns of data/web.toml.
"""

from __future__ import annotations

import hashlib
import logging
import re
from pathlib import Path

from index.readers import encodings, htmlblocks, text, webroles
from index.records import Page

_log = logging.getLogger(__name__)

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.I)


def read(path: Path) -> Page:
    """Read a saved web page.

    Args:
        path: the file.

    Returns:
        A page whose lines are the visible blocks: several may stand on one line of the file. Date of
        issue and paper are those that the page's metadata or its 发布时间 line state.

    Raises:
        EmptyInput: the file shows no text.
        UnreadableInput: the file is binary, too large, nested too deeply, or in an unknown encoding.
    """
    data = text.load(path)
    decoded = encodings.decode(data, path.name, _declared(data))
    source = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    document = htmlblocks.parse(source, path.name)
    blocks = htmlblocks.blocks(document)
    text.require_text("".join(block.text for block in blocks), path)
    facts = webroles.facts(document)
    roles = webroles.roles(blocks, facts, _main_text(source, path.name))
    issue_date, paper = webroles.issue(blocks, roles, facts)
    return Page(
        source=path.name,
        path=str(path.resolve()),
        digest=hashlib.sha256(data).hexdigest(),
        format="html",
        lines=tuple(block.line(role) for block, role in zip(blocks, roles, strict=True)),
        paper=paper,
        issue_date=issue_date,
        date_from="metadata" if issue_date else "",
        encoding=decoded.encoding,
    )


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""


def _main_text(source: str, name: str) -> list[str]:
    """Return the paragraphs that trafilatura takes for the article, empty where it finds none."""
    import trafilatura

    try:
        found = trafilatura.extract(source, include_comments=False, favor_recall=True) or ""
    except (RecursionError, ValueError, AttributeError, TypeError, KeyError) as error:
        # trafilatura is made for pages as they come; on a broken one our own rules decide alone.
        _log.warning("%s: the main text is told without trafilatura (%s)", name, type(error).__name__)
        return []
    return found.split("\n")
