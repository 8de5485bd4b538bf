"""Pages in traditional characters: read as if they were printed in simplified ones, and shown as printed."""

from __future__ import annotations

from dataclasses import replace

from index.clean import readable, squeeze
from index.records import Article, Page
from index.words import simplify


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


class Original:
    """What a text in simplified characters was printed as.

    Args:
        printed: the text as printed.
        plain: the same in simplified characters, of the same length.
    """

    def __init__(self, printed: str, plain: str) -> None:
        self._printed, self._plain = squeeze(printed), squeeze(plain)

    @classmethod
    def of(cls, page: Page, plain: Page) -> Original:
        """Return what lines of a page were printed as."""
        return cls("".join(line.text for line in page.lines), "".join(line.text for line in plain.lines))

    def __call__(self, text: str) -> str:
        """Return a stretch of the text, or of several lines of it, as printed; its white space is kept."""
        bare = squeeze(text)
        at = self._plain.find(bare)
        if at < 0:
            return text
        characters = iter(self._printed[at : at + len(bare)])
        return "".join(character if character.isspace() else next(characters) for character in text)

    def article(self, article: Article, lines: dict[int, str]) -> Article:
        """Return an article as printed.

        Args:
            article: made of the simplified page.
            lines: the printed lines by their numbers.
        """
        text = article.text
        for run in article.runs:
            printed = lines[run.line][run.column : run.column + run.length]
            text = text[: run.start] + printed + text[run.start + run.length :]
        return replace(
            article,
            text=text,
            kicker=self._told(article.kicker),
            headline=self._told(article.headline),
            subhead=self._told(article.subhead),
            byline=self._told(article.byline),
            dateline=self._told(article.dateline),
            captions=tuple(map(self, article.captions)),
        )

    def _told(self, text: str | None) -> str | None:
        return None if text is None else self(text)
