"""Titles of books and proposals in a report: in title marks, or alone on a line of a printed list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.parsing.kinds import NamedRules

_TITLE = re.compile("《([^《》]{2,60})》")
_REACH = 90  # characters behind a title in which it is told what came of it
_LISTED = (
    "^[ \u3000]*(?:[0-9一二三四五六七八九十]{1,3}[.．、)）])?[ \u3000]*"
    "(?P<title>关于[^，,。；;：:《》\n]{2,60}?的(?:%s))"
    "(?=[ \u3000]*(?:提案[者人]|提出[者人]|承办|作者|[（(：:；;，,。]|$))"
)


class Titles:
    """Find the titles that a question for books or proposals asks for.

    Args:
        rules: the rules of named rows.
        holding: what titles hold, any of it; empty where any title will do.
        noun: by which the question asks for them; what it says of their quality (优秀提案) has to be told.
        text: the question, in lower case.
    """

    def __init__(self, rules: NamedRules, holding: Sequence[str], noun: str, text: str) -> None:
        self.holding = holding
        self.signs = (rules.made, rules.outcome)
        self.made, self.outcome = (told if sign.search(text) else None for sign, told in self.signs)
        self.chosen, self.no_books = rules.chosen, rules.no_books
        quality = rules.quality.search(noun)
        self.quality = quality.group() if quality else ""
        kinds = "|".join(map(re.escape, holding))
        self.listed = re.compile(_LISTED % kinds, re.MULTILINE) if holding else None

    @property
    def limits(self) -> bool:
        """Say whether it is enough of a limit that a title was made, or that something came of it."""
        return self.made is not None or self.outcome is not None

    def subject(self, groups: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        """Return the subjects that say more than that something was made, came about or was chosen."""
        signs = [sign for sign, told in self.signs if told in (self.made, self.outcome)]
        signs += [self.chosen] if self.quality else []
        return tuple(g for g in groups if not any(sign.search(g[0]) for sign in signs))

    def within(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Yield the titles of a sentence as they are printed, with their offsets.

        Args:
            text: of the article.
            start, end: offsets of the sentence.
        """
        for found in _TITLE.finditer(text, start, end):
            if self._fits(found[1]) and self._told(text, start, found, end):
                yield found.group(), found.start(), found.end()

    def _fits(self, title: str) -> bool:
        """Say whether a title is of the sort asked for; what somebody made and has no sort is a book."""
        if self.holding:
            return any(word in title for word in self.holding)
        return self.made is None or not self.no_books.search(title)

    def _told(self, text: str, start: int, title: re.Match[str], end: int) -> bool:
        """Say whether a report tells who made a title, or what came of it, where that is asked."""
        if self.made is not None and not self.made.search(_beside(text, start, title, end)):
            return False
        return self.outcome is None or bool(self.outcome.search(_behind(text, title.end())))

    def enumerated(self, text: str) -> list[tuple[str, int, int]]:
        """Return the titles without marks of a list that an article prints line by line; at least two.

        Args:
            text: of the article.
        """
        if self.listed is None or self.outcome is not None:
            return []
        found = [(m["title"], m.start("title"), m.end("title")) for m in self.listed.finditer(text)]
        return found if len(found) > 1 else []


def _beside(text: str, start: int, title: re.Match[str], end: int) -> str:
    """Return the clause of a title without other titles, and the one after it."""
    before = re.split("[，,；;。]", text[start : title.start()])[-1]
    after = re.split("[，,；;。]", text[title.end() : end])[:2]
    return _TITLE.sub("", "，".join((before, *after)))


def _behind(text: str, at: int) -> str:
    """Return what follows a title in its paragraph, up to the next title."""
    return re.split("[《\n]", text[at : at + _REACH], maxsplit=1)[0]
