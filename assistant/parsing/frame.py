"""Read the frame of a question: what sort of answer is wanted, of which rows, in which order and bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.parsing.asked import Asked, AskedRules, find_asked
from assistant.parsing.bounds import read_bound
from assistant.parsing.rules import QuestionRules, RowRule
from assistant.parsing.subject import blank
from assistant.records import AnswerKind, Bound, Language

_PLACES = frozenset({"county", "prefecture", "place"})
_ROWS = frozenset({"list", "count", "compare"})
_KEPT = frozenset({"summary", "compare"})
_THINGS = 4  # characters beside what asks for numbers that name things
_OF_EACH = frozenset({"number", "what", "list", "when", "count", "compare"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What a question asks for, whatever its subject is.

    Attributes:
        asked: what the rows are, "" where there are none.
        noun: the noun by which they are asked for.
        spans: stretches of the question that have been used.
        rows_counted: True where it is asked how many rows there are.
        riders: the clauses that ask for more of each row.
    """

    kind: AnswerKind
    asked: str = ""
    noun: str = ""
    levels: tuple[str, ...] = ()
    order: str = ""
    bound: Bound | None = None
    each: bool = False
    rows_counted: bool = False
    yes_no: bool = False
    both: bool = False
    planned: bool = False
    negated: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    riders: tuple[tuple[int, int], ...] = ()

    @property
    def row_spans(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches that ask how many places there are (有几家): they ask for no other number."""
        return self.spans if self.rows_counted and self.asked in (*_PLACES, "town") else ()


@dataclass(frozen=True, slots=True)
class Framer:
    """Read frames by the rules of questions and of what is asked for."""

    rules: QuestionRules
    asking: AskedRules

    def read(
        self, text: str, whole: str, language: Language, places: Sequence[str], named: bool = True
    ) -> Frame:
        """Return the frame of a question.

        Args:
            text: the folded question in lower case, its times and places blanked out.
            whole: the folded question in lower case.
            language: its language.
            places: codes of the places it names.
            named: False where rows are no things or people with a name.
        """
        bound, at = read_bound(text, self.asking.bounds[language])
        rest = blank(text, [at]) if bound else text
        asked = find_asked(rest, language, self.asking)
        kind = self._kind(whole, rest, language)
        # What is to be summed up is told in sentences, not by names (有哪些做法？概括一下).
        named = named and kind != "summary"
        plain = asked if asked and asked.name == "named" and not named else None
        asked = None if plain else asked
        asked = asked or self._often(rest, language)
        said = {name: bool(sign[language].search(rest)) for name, sign in self.asking.signs.items()}
        if kind == "list" and asked is None and self._of_things(rest, language, places):
            kind = "number"
        inside = bool(places) and self.rules.inside[language].search(rest) is not None
        one_place = asked is not None and (self._lies(rest, asked, language) or inside)
        if said["sorted"] and kind in ("what", "list") and asked is None:
            kind = "compare"
        if asked and (one_place or self._went_to(rest, asked, language)):
            kind, asked = "number" if asked.how == "count" else "where", None
        if plain and kind in ("list", "who", "what"):
            kind = self.asking.otherwise(plain.said, language) or kind
        row = self._row(rest, language, kind, asked, bool(places))
        if asked is not None and row is not None:
            kind = self._listed(kind, asked, said, _counts(asked, rest))
        difference = said["difference"] and len(places) == 2 and kind not in ("summary", "when")
        order = "difference" if difference else self._order(rest, language, said["sorted"])
        kind = "compare" if difference else kind
        if kind not in _ROWS:
            row = None
        riders = self._riders(rest, language, asked) if asked and row and asked.how != "by" else ()
        return Frame(
            kind=kind,
            asked=row.name if row else "",
            noun=asked.said if asked and row else "",
            levels=row.levels if row else (),
            order=order,
            bound=bound if row else None,
            each=said["each_number"] or bool(riders),
            rows_counted=bool(row and asked and (asked.how == "count" or _counts(asked, rest))),
            yes_no=said["yes_no"],
            both=self._both(said, row, kind, places),
            planned=said["planned"],
            negated=self._lacking(rest, language, said["lacking"], row),
            spans=(*((at,) if bound else ()), *self._used(rest, language, asked, row)),
            riders=riders,
        )

    def _used(
        self, rest: str, language: Language, asked: Asked | None, row: RowRule | None
    ) -> list[tuple[int, int]]:
        """Return where the words stand that ask, order or say that something was in the paper."""
        spans = [found.span() for found in self.asking.signs["sorted"][language].finditer(rest)]
        if row is None:
            return spans
        # To be in the paper, or to have done anything, says nothing of a subject.
        appears = [found.span() for found in self.rules.appears[language].finditer(rest)]
        return [*(asked.used if asked else ()), *spans, *appears]

    def _kind(self, whole: str, rest: str, language: Language) -> AnswerKind:
        """Return the kind by the patterns of kinds, the first that fits from the top."""
        listed = any(r.kind == "list" and r.patterns[language].search(whole) for r in self.rules.kinds)
        for rule in self.rules.kinds:
            if rule.kind == "summary" and listed and self._named_row(whole, language):
                continue  # which places, and what each did: the places are asked for first
            if rule.patterns[language].search(rest if rule.kind == "compare" else whole):
                return rule.kind
        return "what"

    def _listed(self, kind: AnswerKind, asked: Asked, said: dict[str, bool], counts: bool) -> AnswerKind:
        """Return the kind of a question whose rows are known."""
        if asked.how == "each" and kind not in _OF_EACH:
            return kind
        if asked.how == "end" and kind not in ("what", "list", "number"):
            return kind
        if kind in ("who", "when") and asked.how in ("each", "end") and asked.name not in _PLACES:
            return kind
        if kind in _KEPT and not (kind == "summary" and asked.how in ("among", "which", "after", "within")):
            return kind
        if (asked.how == "count" or counts) and kind in ("number", "count", "list", "what"):
            return "count"
        return "count" if kind == "count" and not said["yes_no"] else "list"

    def _row(
        self, text: str, language: Language, kind: AnswerKind, asked: Asked | None, placed: bool
    ) -> RowRule | None:
        """Return the rows by the build of the question, else by the patterns of rows."""
        if asked is not None and (asked.how != "end" or kind not in ("who", "when")):
            return RowRule(asked.name, {}, asked.levels)
        if kind not in _ROWS:
            return None
        if asked is None and kind == "compare" and self.asking.signs["sorted"][language].search(text):
            return RowRule("place", {}, ())
        found = self._named_row(text, language)
        return found or (RowRule("place", {}, ()) if kind == "list" and placed else None)

    def _named_row(self, text: str, language: Language) -> RowRule | None:
        return next((row for row in self.rules.rows if row.patterns[language].search(text)), None)

    def _of_things(self, text: str, language: Language, places: Sequence[str]) -> bool:
        """Say whether the number of each of several things is asked for, not of each place."""
        rest, numbers = self.asking.signs["each_number"][language].subn("", text)
        if not numbers or len(places) > 1 or self._named_row(text, language) is not None:
            return False
        return len(self.rules.filler[language].sub("", rest).strip("\x00?？。，, ")) >= _THINGS

    def _lies(self, text: str, asked: Asked, language: Language) -> bool:
        """Say whether the rows are where something lies (在什么地方); in another clause that is detail."""
        start, end = asked.span
        lies = self.asking.signs["lies"][language].finditer(text)
        return asked.name == "place" and any(m.start() < end and start < m.end() for m in lies)

    def _went_to(self, text: str, asked: Asked, language: Language) -> bool:
        """Say whether the rows are what a body went to (到哪些小区察看, 调研了哪些地方, 考察了几个县)."""
        if language != "zh" or asked.how not in ("which", "count") or asked.name not in (*_PLACES, "town"):
            return False
        last = not text[asked.span[1] :].strip("?？")
        moved = self.rules.went_to.search(text[: asked.span[0]])
        return bool(moved) and (last or asked.name == "town")

    def _often(self, text: str, language: Language) -> Asked | None:
        """Return the reports where it is asked how often a place was in the paper."""
        times = self.asking.signs["often"][language].search(text)
        if not times or not self.rules.appears[language].search(text):
            return None
        return Asked("article", (), "", times.span(), (times.span(),), "count")

    def _order(self, text: str, language: Language, sorted_: bool) -> str:
        rules = self.rules
        if rules.earliest[language].search(text):
            return "earliest"
        if rules.latest[language].search(text):
            return "latest"
        if rules.most[language].search(text):
            return "most"
        if rules.least[language].search(text) or re.search("少到多|小到大|低到高|ascending", text):
            return "least"
        return "most" if sorted_ else ""

    def _both(
        self, said: dict[str, bool], row: RowRule | None, kind: AnswerKind, places: Sequence[str]
    ) -> bool:
        """Say whether each of several things is asked for: of the rows, or of the one place named."""
        if row is not None and row.name in _PLACES and said["both"]:
            return True
        return said["each_number"] and kind in ("number", "list", "count") and len(places) == 1

    def _lacking(self, text: str, language: Language, said: bool, row: RowRule | None) -> bool:
        if row is None or row.name not in _PLACES:
            return bool(self.rules.negated[language].search(text))
        # 有没有建 asks whether; 有没有哪个县还没建 asks for those that lack it.
        rest = self.asking.signs["yes_no"][language].sub("", text)
        rest = self.asking.signs["found_out"][language].sub("", rest)
        return said and bool(self.asking.signs["lacking"][language].search(rest))

    def _riders(self, text: str, language: Language, asked: Asked) -> tuple[tuple[int, int], ...]:
        """Return the clauses after the one of the asking word that ask for something themselves."""
        signs = self.asking.signs
        cuts = [m for m in signs["clause"][language].finditer(text) if m.start() >= asked.span[1]]
        spans = []
        for i, cut in enumerate(cuts):
            end = cuts[i + 1].start() if i + 1 < len(cuts) else len(text)
            if signs["rider"][language].search(text[cut.end() : end]):
                spans.append((cut.end(), end))
        return tuple(spans)


def _counts(asked: Asked, text: str) -> bool:
    """Say whether the asking word asks how many rows there are (县一共有几个)."""
    return any(re.search("[几多]", text[start:end]) for start, end in asked.used[1:]) and not re.search(
        "哪几", text[asked.span[0] : asked.span[1]]
    )
