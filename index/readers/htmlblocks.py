"""HTML source → visible blocks of text, each with its line in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from index.errors import EmptyInput, UnreadableInput
from index.records import Line, LineRole

# libxml2 keeps the line of an element in 16 bits.
MAX_LINES = 65_535
_INVISIBLE = frozenset(
    """
    head script style noscript template svg math textarea select option datalist iframe object canvas audio
    video map button
    """.split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre
    section summary table tbody td tfoot th thead tr ul br img
    """.split()  # noqa: SIM905
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_BROKEN_CJK = re.compile(rf"(?<=[{_CJK}“”‘’])[ \t]*\n\s*(?=[{_CJK}“”‘’])")


@dataclass(frozen=True, slots=True)
class Block:
    """One visible block.

    Attributes:
        number: 1-based line of the source on which its text begins.
        tags: the names of the elements around it, outermost first.
        linked: how many of its characters are the text of links.
    """

    number: int
    text: str
    tags: tuple[str, ...]
    linked: int

    @property
    def heading(self) -> int:
        """Return the level of the heading that it is, 0 where it is none."""
        levels = [int(tag[1]) for tag in self.tags if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456"]
        return levels[-1] if levels else 0

    @property
    def mostly_links(self) -> bool:
        """Say whether more than half of its text is links."""
        return self.linked * 2 > len(self.text)

    def line(self, role: LineRole) -> Line:
        """Return it as a line of a page."""
        return Line(self.number, self.text, role)


def parse(source: str, name: str) -> Any:
    """Parse a page.

    Args:
        source: the decoded file.
        name: the file's name, for errors.

    Returns:
        The root element (lxml).

    Raises:
        EmptyInput: there is no element and no text in it.
        UnreadableInput: it has more lines or a deeper nesting than can be read.
    """
    if source.count("\n") >= MAX_LINES:
        what = f"a web page of more than {MAX_LINES} lines cannot be cited by line"
        raise UnreadableInput(what, subject=name, hint="split it, or save the article as text")
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise EmptyInput("the page shows no text", subject=name, hint="save the page anew") from error
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(
            f"the page cannot be parsed: {error}", subject=name, hint="save it anew"
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        what = "its elements are nested too deeply (over 2,000 levels)"
        raise UnreadableInput(what, subject=name, hint="save the page anew, or its article as text")
    return root


@dataclass(slots=True)
class _Gathering:
    """The block that is being gathered."""

    number: int = 0
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str, line: int, in_link: bool) -> None:
        if not self.number and text.strip():
            self.number = line + text[: len(text) - len(text.lstrip())].count("\n")
        self.parts.append(text)
        self.linked += len("".join(text.split())) if in_link else 0

    def block(self, tags: tuple[str, ...]) -> Block | None:
        text = " ".join(_BROKEN_CJK.sub("", "".join(self.parts)).split())
        return Block(self.number, text, tags, self.linked) if text else None


def blocks(root: Any) -> list[Block]:
    """Return the visible blocks of a page in the order of the source.

    Args:
        root: the root element, from `parse`.
    """
    found: list[Block] = []
    current = _Gathering()
    tags_of_current: tuple[str, ...] = ()
    for text, line, tags in _pieces(root):
        if text is None:
            if block := current.block(tags_of_current):
                found.append(block)
            current = _Gathering()
        else:
            if not current.number:
                tags_of_current = tags
            current.add(text, line, "a" in tags)
    if block := current.block(tags_of_current):
        found.append(block)
    return found


def _pieces(root: Any) -> Iterator[tuple[str | None, int, tuple[str, ...]]]:
    """Yield (text, line, tags around it), and (None, ...) where a block begins or ends."""
    tags: list[str] = []
    line = 1
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            # An anchor that leads nowhere (<a name=…>) is no link.
            tags.append("" if tag == "a" and not element.get("href") else tag)
            hidden += _is_hidden(element, tag)
            line = max(line, element.sourceline or line)
            if tag in _BLOCKS:
                yield None, line, ()
            text = element.text
        else:
            if tag:
                hidden -= _is_hidden(element, tag)
                tags.pop()
                if tag in _BLOCKS:
                    yield None, line, ()
            else:
                line = max(line, element.sourceline or line) + (element.text or "").count("\n")
            text = element.tail
        if text:
            if not hidden:
                yield from _split(text, line, tags)
            line += text.count("\n")


def _split(text: str, line: int, tags: list[str]) -> Iterator[tuple[str | None, int, tuple[str, ...]]]:
    """Yield a text as it shows: in <pre> every line is a block of its own."""
    around = tuple(tags)
    if "pre" not in tags:
        yield text, line, around
        return
    for offset, part in enumerate(text.split("\n")):
        if offset:
            yield None, line, ()
        yield part, line + offset, around


def _is_hidden(element: Any, tag: str) -> bool:
    return tag in _INVISIBLE or "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))
