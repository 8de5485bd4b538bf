"""Take out of a question what limits where and when: times, pages, columns, places, what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.parsing.columns import find_columns
from assistant.parsing.language import language_of, unspaced
from assistant.parsing.lefttimes import without_left
from assistant.parsing.pages import find_pages
from assistant.parsing.placing import Placing
from assistant.parsing.rules import QuestionRules
from assistant.parsing.subject import blank
from assistant.parsing.times import read_times
from assistant.records import Language
from index.dates import DateName
from index.english import Part
from index.records import Filters
from index.words import fold

LookUp = Callable[[str], Sequence[Part]]
ColumnNames = Callable[[], Collection[str]]
_SHORT = 5  # characters of a thing's short name
_AND = re.compile("[、和与,]")


@dataclass(frozen=True, slots=True)
class Bearings:
    """A question and what limits where and when its answer lies.

    Attributes:
        folded: the question as it is compared.
        rest: the same with all that is told here blanked out, every offset kept.
        sessions: where it names sessions (十届三次).
        known: parts of an English question in the words of the archive.
        printed: the pages and columns of the paper that it names.
    """

    text: str
    language: Language
    folded: str
    rest: str
    times: tuple[DateName, ...]
    sessions: Sequence[tuple[int, int]]
    places: tuple[str, ...]
    excluded: tuple[str, ...]
    known: Sequence[Part]
    printed: Filters


@dataclass(frozen=True, slots=True)
class Bearer:
    """Find the bearings of questions.

    Attributes:
        rules: the rules of questions.
        placing: finds places.
        today: the day that 去年 and "last year" count from.
        look_up: gives parts of an English question in the words of the archive.
        columns: gives the names of the pages and columns that the archive has articles under.
    """

    rules: QuestionRules
    placing: Placing
    today: date
    look_up: LookUp
    columns: ColumnNames

    def read(self, text: str) -> Bearings:
        """Return the bearings of a question.

        Args:
            text: the question, said plainly.
        """
        language = language_of(text)
        folded = fold(unspaced(text, language))
        times, sessions = read_times(folded, language, self.rules, self.today)
        times, asides = without_left(times, folded, self.today)
        rest = blank(folded, [*((t.start, t.end) for t in times), *asides])
        pages = find_pages(rest, language)
        rest = blank(rest, pages.spans)
        columns = find_columns(rest, language, self.columns())
        excluded, rest = self._excluded(blank(rest, columns.spans), language)
        known = self.look_up(text) if language == "en" else ()
        names = [(part.start, part.end) for part in known if part.how == "name"]
        places, rest = self.placing.codes(rest, language, names)
        printed = Filters(pages=pages.pages, sections=columns.names)
        return Bearings(text, language, folded, rest, times, sessions, places, excluded, known, printed)

    def _excluded(self, text: str, language: Language) -> tuple[tuple[str, ...], str]:
        """Return what is not wanted, and the text without it."""
        found = self.rules.excluded[language].search(text)
        if not found:
            return (), text
        said = _AND.split((found["what"] or found["before"]).strip())
        # Things by their short names are kin (工作站, not 工作室): they never match in the first place.
        parts = [p for p in said if not (len(p) <= _SHORT and self.rules.things.search(p))]
        return tuple(parts), blank(text, [found.span()])
