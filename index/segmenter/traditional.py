"""Pages in traditional characters: read as if they were printed in simplified ones, and shown as printed."""

from __future__ import annotations

from dataclasses import replace

from index.clean import readable, squeeze
from index.provenance import Run
from index.records import Article, Page
from index.simplified import simplify

Blocks = dict[int, list[tuple[str, str]]]


def simplified(page: Page) -> Page:
    """Return a page in simplified characters, every character in its place.

    Args:
        page: the page as read.

    Returns:
        The page itself where it is not in traditional characters.
    """
    whole = "".join([line.text for line in page.lines])
    if readable(whole) is whole:
        return page
    return replace(page, lines=tuple(replace(line, text=simplify(line.text)) for line in page.lines))


def blocks_of(page: Page, plain: Page) -> Blocks:
    """Return the lines of a page by number, as printed and simplified; blocks of a web page may share one."""
    blocks: Blocks = {}
    for line, other in zip(page.lines, plain.lines, strict=True):
        blocks.setdefault(line.number, []).append((line.text, other.text))
    return blocks


def _printed(part: str, run: Run, blocks: Blocks) -> str:
    for printed, plain in blocks[run.line]:
        if plain.startswith(part, run.column):
            return printed[run.column : run.column + run.length]
    return part


class Original:
    """What a text in simplified characters was printed as.

    Args:
        printed: the text as printed.
        plain: the same in simplified characters, of the same length.
    """

    def __init__(self, printed: str, plain: str) -> None:
        self._same = printed == plain
        self._printed, self._plain = ("", "") if self._same else (squeeze(printed), squeeze(plain))

    @classmethod
    def of(cls, page: Page, plain: Page) -> Original:
        """Return what lines of a page were printed as."""
        return cls("".join(line.text for line in page.lines), "".join(line.text for line in plain.lines))

    def __call__(self, text: str) -> str:
        """Return a stretch of the text, or of several lines of it, as printed; its white space is kept."""
        if self._same:
            return text
        bare = squeeze(text)
        at = self._plain.find(bare)
        if at < 0:
            return text
        characters = iter(self._printed[at : at + len(bare)])
        return "".join(character if character.isspace() else next(characters) for character in text)

    def article(self, article: Article, blocks: Blocks) -> Article:
        """Return an article as printed.

        Args:
            article: made of the simplified page.
            blocks: the lines of the page, see `blocks_of`.
        """
        parts: list[str] = []
        position = 0
        for run in article.runs:
            parts.append(article.text[position : run.start])
            position = run.start + run.length
            parts.append(_printed(article.text[run.start : position], run, blocks))
        return replace(
            article,
            text="".join([*parts, article.text[position:]]),
            kicker=self._told(article.kicker),
            headline=self._told(article.headline),
            subhead=self._told(article.subhead),
            byline=self._told(article.byline),
            dateline=self._told(article.dateline),
            captions=tuple(map(self, article.captions)),
        )

    def _told(self, text: str | None) -> str | None:
        return None if text is None else self(text)
