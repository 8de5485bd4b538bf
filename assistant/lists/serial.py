"""What a sentence of a report names one after another, as the answer to which several things they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.parsing.kinds import load_named_rules
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import bold
from assistant.wording import say
from index.mentions.numbers import parse_number
from index.packaged import load_packaged
from index.records import Mention

_BEST = 3  # reports that are looked at
_KINDS = frozenset({"list", "where", "what", "number"})
_TWO = 2
_HEAD = 2  # characters by which a noun is known (课题)
_LEAST = 0.35  # coverage of a report's sentences together that may tell of what is asked about
_MOST = 0.6  # the same where no place is named
_CLAUSE = re.compile("[，,；;。：:！？]")
_JOINED = re.compile("、|以及|和|及|与")
_LISTS = re.compile("、")
_OTHERS = frozenset({"person", "author", "article", "meeting", "document"})  # rows that are found otherwise


@dataclass(frozen=True, slots=True)
class Family:
    """A way of asking for several things, and how reports tell them; the comments of the file say more."""

    name: str
    asked: re.Pattern[str]
    noun: re.Pattern[str]
    told: re.Pattern[str]
    plain: bool


@dataclass(frozen=True, slots=True)
class SerialRules:
    """The compiled rules of `data/serial.toml`."""

    several: re.Pattern[str]
    families: tuple[Family, ...]
    nouns: tuple[tuple[re.Pattern[str], str], ...]
    number: re.Pattern[str]
    chosen: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    count: re.Pattern[str]
    urged: re.Pattern[str]
    bodies: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Series:
    """A series in a sentence.

    Attributes:
        family: by which it was asked for.
        candidate: the sentence.
        start: offset of its beginning in the sentence; end: of its end.
        best: the best sentence of the reports looked at; None until that is known.
    """

    family: str
    candidate: Candidate
    start: int
    end: int
    best: Candidate | None = None

    @property
    def items(self) -> int:
        """Return how many things it names."""
        return len(_JOINED.split(self.candidate.text[self.start : self.end]))


class Serial:
    """Answer with the one sentence that names one by one what a body went to, spoke of or parted.

    Args:
        scorer: ranks the sentences.
    """

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_serial()

    def answer(self, question: Question) -> Draft | None:
        """Return the sentence with what is asked for in bold; None where none names several."""
        told = self._found(question)
        return self._draft(told) if told is not None else None

    def fuller(self, question: Question, named: Draft | None) -> Draft | None:
        """Return the series of topics where it has more of them than the rows that were found by name."""
        told = self._found(question) if named is not None else None
        if told is None or told.family != "topic" or told.items <= len(named.rows if named else ()):
            return None
        return self._draft(told)

    def unnamed(self, question: Question) -> Draft | None:
        """Return that a report tells only how many there are of those whose names are asked for."""
        if question.language != "zh" or not question.places or not self._of_one(question):
            return None
        said = "".join(question.text.split())
        asked = self.rules.number.search(said) or self.rules.chosen.search(said)
        if asked is None:
            return None
        value = parse_number(asked["n"])
        for candidate in self.scorer.candidates(question)[:_BEST]:
            for mention in _quantities(candidate):
                if mention.value == value and mention.unit == asked["unit"]:
                    listed = candidate.coverage < _LEAST or self._lists(candidate, mention)
                    return None if listed else self._only(question, candidate, mention)
        return None

    def _found(self, question: Question) -> Series | None:
        """Return the series that is asked for, of the best sentence that has one."""
        ways = self._asked(question)
        candidates = self.scorer.candidates(question) if ways else []
        reports = list(dict.fromkeys(c.article.article_id for c in candidates))[:_BEST]
        gone = self._names(question)[1:]
        near = [
            c
            for c in candidates
            if c.article.article_id in reports and c.coverage > 0 and all(n in c.article.text for n in gone)
        ]
        least = _LEAST if question.places else _MOST
        for family, noun in ways:
            told = next((s for c in near if (s := self._series(c, family, noun))), None)
            if told is not None and told.candidate.coverage >= least:
                return replace(told, best=near[0])
        return None

    def _asked(self, question: Question) -> list[tuple[Family, str]]:
        """Return in which ways several things are asked for, each with the noun behind the asking word."""
        if question.language != "zh" or question.kind not in _KINDS or question.asked in _OTHERS:
            return []
        if question.negated or question.order or question.byline or question.post:
            return []
        if not self._of_one(question):
            return []
        said = "".join(question.text.split())
        return [
            (family, said[match.end() :])
            for match in self.rules.several.finditer(said)
            for family in self.rules.families
            if family.asked.search(said[: match.start()]) and family.noun.match(said[match.start() :])
        ]

    def _of_one(self, question: Question) -> bool:
        """Say whether one place is named, or one and where its people went (甲县去乙市), or no body."""
        names = self._names(question)[1:]
        gone = all(re.search(f"(?:去|到|赴|在){name}", question.text) for name in names)
        body = bool(question.places) or not self.rules.bodies.search(question.text)
        return body and gone and len(names) < _TWO

    def _names(self, question: Question) -> list[str]:
        """Return the short names of the places of a question."""
        return [p.short for code in question.places if (p := self.scorer.gazetteer.get(code))]

    def _series(self, candidate: Candidate, family: Family, noun: str) -> Series | None:
        """Return the series of a sentence that a family tells: one that says the noun, else the first."""
        found = list(self._all(candidate, family, noun))
        named = (s for s in found if noun[:_HEAD] in candidate.text[s.start : s.end])
        return next(named, found[0] if found else None)

    def _all(self, candidate: Candidate, family: Family, noun: str) -> Iterator[Series]:
        """Yield the series of a sentence that a family tells and that are of the sort asked for."""
        text = candidate.text
        for verb in family.told.finditer(text):
            found = _CLAUSE.search(text, verb.end())
            end = found.start() if found else len(text)
            run = text[verb.end() : end]
            joined = _JOINED if family.plain else _LISTS
            counts = family.name != "kind" and all(map(self.rules.count.search, _JOINED.split(run)))
            urged = family.name == "visit" and self.rules.urged.search(text[: verb.start()])
            if (
                joined.search(run)
                and not (counts or urged)
                and self._of_sort(candidate, noun, verb.end(), end)
            ):
                yield Series(family.name, candidate, verb.end(), end)

    def _of_sort(self, candidate: Candidate, noun: str, start: int, end: int) -> bool:
        """Say whether what stands between two offsets of a sentence may be what a noun asks for."""
        run = candidate.text[start:end]
        for pattern, told in self.rules.nouns:
            if pattern.match(noun):
                offset = candidate.sentence.start
                within = candidate.annotation.within(offset + start, offset + end)
                if told == "@":
                    return sum(m.kind == "place" for m in within) > 1
                return bool(re.search(told, run))
        endings = next((e for n, e in load_named_rules().families.items() if noun.startswith(n)), ())
        return not endings or any(ending in run for ending in endings)

    def _lists(self, candidate: Candidate, mention: Mention) -> bool:
        """Say whether the things that are counted are named beside their number."""
        at = mention.start - candidate.sentence.start
        behind = mention.end - candidate.sentence.start
        before, after = _CLAUSE.split(candidate.text[:at])[-1], candidate.text[behind:]
        series = self.rules.before.search(before) and not before.endswith(mention.name or "\n")
        return bool(series or self.rules.behind.match(after))

    def _only(self, question: Question, candidate: Candidate, mention: Mention) -> Draft:
        citer, offset = Citer(), candidate.sentence.start
        mark = citer.cite(candidate.article, offset, candidate.sentence.end)
        told = bold(candidate.text.strip(), [(mention.start - offset, mention.end - offset)])
        text = f"{say('list.only_counted', question.language)}\n\n{told} [{mark}]"
        return Draft(text, "not_found", (), citer.citations, composed_by="extract")

    def _draft(self, series: Series) -> Draft:
        """Return the sentence, and the best one of its report beside it where that is another."""
        citer, best = Citer(), series.best
        shown = [series.candidate]
        same = best and best.article.article_id == series.candidate.article.article_id
        if best and same and best.number != series.candidate.number:
            shown.append(best)
        lines = []
        for candidate in shown:
            mark = citer.cite(candidate.article, candidate.sentence.start, candidate.sentence.end)
            spans = [(series.start, series.end)] if candidate is series.candidate else []
            lines.append(f"{bold(candidate.text, spans).strip()} [{mark}]")
        return Draft("\n\n".join(lines), "answered", (), citer.citations, composed_by="extract")


def _quantities(candidate: Candidate) -> Iterator[Mention]:
    within: Sequence[Mention] = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    yield from (m for m in within if m.kind == "quantity")


@cache
def load_serial() -> SerialRules:
    """Read and compile the packaged rules of series.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "serial.toml", _compiled, "a rule of series is wrong")


def _compiled(raw: dict[str, Any]) -> SerialRules:
    families = (_family(entry) for entry in raw["family"])
    return SerialRules(
        several=re.compile(raw["several"]),
        families=tuple(families),
        nouns=tuple((re.compile(noun), told) for noun, told in raw["nouns"].items()),
        number=re.compile(raw["number"]),
        chosen=re.compile(raw["chosen"]),
        before=re.compile(raw["before"]),
        behind=re.compile(raw["behind"]),
        count=re.compile(raw["count"]),
        urged=re.compile(raw["urged"]),
        bodies=re.compile(raw["bodies"]),
    )


def _family(entry: dict[str, Any]) -> Family:
    asked, noun, told = (re.compile(entry[name]) for name in ("asked", "noun", "told"))
    return Family(entry["name"], asked, noun, told, bool(entry["plain"]))
