"""Count what a sentence names one by one where it prints no number (甲村、乙村、丙村为帮扶村: three)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.derived import without_wholes
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import say

# What is counted: a sort of places or of bodies whose names end with the word.
_ASKED = re.compile(
    "(?:几|多少)(?:个|家|所)?(?P<noun>乡镇|村|镇|乡|街道|社区|小区|园区|学校|中学|小学|医院|企业|公司|合作社)"
)
_ASKED_EN = re.compile(
    r"\bhow many (?:\w+ ){0,2}(?P<noun>townships|towns|villages|communities|subdistricts|schools)\b"
)
# Several sorts of places, one inside the other, are counted at once (几个县区、几个乡镇).
_NESTED = re.compile(
    "(?:几|多少)个?(?:县区|县市区|县市|县|区|市州|市|州)[、，,和及]*(?:又)?(?:几|多少)个?(?P<noun>乡镇|镇|乡|街道|村|社区)"
)
_NESTED_EN = re.compile(
    r"\bhow many (?:counties|districts|cities)\b.{0,24}?(?P<noun>townships|towns|villages|communities)\b"
)
# How names end of a sort that goes by several words.
_ENDINGS = {
    "乡镇": "(?:镇|乡|街道)",
    "townships": "(?:镇|乡)",
    "towns": "(?:镇|乡)",
    "villages": "村",
    "communities": "社区",
    "subdistricts": "街道",
    "schools": "(?:学校|中学|小学)",
}
# Documents that are named by their titles.
_TITLED = re.compile(
    "(?:几|多少)(?:个|份|篇|项|部|本)?(?P<noun>[一-鿿]{0,4}?(?:报告|办法|方案|计划|意见|建议案|制度|提案))"
)
_TITLE = re.compile("《([^《》]{3,60})》")
_SPLIT = re.compile("[，,；;。：:、]|其中|以及|和|及")
_LED = re.compile("^(?:全[县市区]|共|已|现)*(?:建成|设立|成立|开展|确定|有)?")
_BEST = 5
_LEAST_EN = 0.15
_LEAST = 0.4  # coverage of a sentence that may tell of what is asked about
_SENTENCE = 240


class Enumerator:
    """Answer how many there are of what is named one by one."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer

    def answer(self, question: Question) -> Draft | None:
        """Return the number of the names with the names; None where a number is printed, or none are."""
        chinese = question.language == "zh"
        said = "".join(question.text.split()) if chinese else question.text.lower()
        if question.kind not in ("number", "count", "what"):
            return None
        if load_arithmetic().sorts.wanted(question):
            return self._sorts(question)
        if titled := (_TITLED.search(said) if chinese else None):
            return self._counted(question, lambda text: _titles(text, titled["noun"]), titled["noun"])
        asked = (_ASKED if chinese else _ASKED_EN).search(said)
        if not asked:
            return None
        noun = _ENDINGS.get(asked["noun"], asked["noun"])
        return self._counted(question, lambda text: named(text, noun), noun)

    def _sorts(self, question: Question) -> Draft | None:
        """Return the sorts that the best sentence counts one by one; None where none does."""
        least = _LEAST if question.language == "zh" else _LEAST_EN
        for candidate in self.scorer.candidates(question)[:_BEST]:
            sorts = _sorts_in(candidate) if candidate.coverage >= least else []
            if len(sorts) > 1:
                return _draft(question, candidate, sorts, unit="类")
        return None

    def nested(self, question: Question) -> Draft | None:
        """Return how many counties and towns of theirs a sentence names; None for other questions."""
        chinese = question.language == "zh"
        said = "".join(question.text.split()) if chinese else question.text.lower()
        asked = (_NESTED if chinese else _NESTED_EN).search(said)
        if not asked:
            return None
        noun = _ENDINGS.get(asked["noun"], asked["noun"])
        for candidate in self.scorer.candidates(question)[:_BEST]:
            towns = named(candidate.text, noun)
            counties = self._counties(candidate, towns)
            if len(towns) > 1 and counties and not _counts(candidate, noun):
                short = [re.sub("^.*(?:" + "|".join(counties) + ")", "", town) for town in towns]
                return _draft(question, candidate, counties, short)
        return None

    def _counties(self, candidate: Candidate, towns: Sequence[str]) -> list[str]:
        """Return the counties in which towns are said to lie (甲县乙镇)."""
        row = "、".join(towns)
        within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
        codes = [m for m in within if m.kind == "place" and m.code]
        places = [p for m in codes if (p := self.scorer.gazetteer.get(m.code)) and p.level == "county"]
        return list(dict.fromkeys(p.name for p in places if p.name in row))

    def _counted(self, question: Question, names_in: Callable[[str], list[str]], noun: str) -> Draft | None:
        """Return the names in the best sentence that has several, where none before it prints a number."""
        # English words are matched to terms one by one: some have none.
        least = _LEAST if question.language == "zh" else _LEAST_EN
        for candidate in self.scorer.candidates(question)[:_BEST]:
            if candidate.coverage < least or _counts(candidate, noun):
                return None
            names = names_in(candidate.text)
            if len(names) > 1:
                return _draft(question, candidate, names)
        return None


def named(text: str, noun: str) -> list[str]:
    """Return the names that end with a word and stand side by side in a sentence.

    Args:
        text: the sentence.
        noun: the word with which the names end.
    """
    name = f"[\u4e00-\u9fff]{{1,8}}?{noun}"
    rows = re.finditer(f"{name}(?:(?:、|和|及|与){name})+", text)
    longest = max((m.group() for m in rows), key=len, default="")
    names = re.split("、|和|及|与", longest)
    return [
        re.sub("^.*(?:其中|包括|分别是|为|是|在|到|了|深入|走进|走访|前往|赴)", "", n) for n in names if n
    ]


def _titles(text: str, noun: str) -> list[str]:
    """Return the titles in a sentence that end with a sort of documents."""
    return [f"《{t}》" for t in _TITLE.findall(text) if t.rstrip("》)）").endswith(noun[-2:])]


def _sorts_in(candidate: Candidate) -> list[str]:
    """Return the sorts of a thing with their numbers as a sentence counts them side by side."""
    text, sentence = candidate.article.text, candidate.sentence
    within = candidate.annotation.within(sentence.start, sentence.end)
    told = without_wholes([m for m in within if m.kind == "quantity" and m.value is not None])
    among = text.find("其中", sentence.start, sentence.end)
    told = [m for m in told if among < 0 or m.start > among]
    units = [m.unit for m in told]
    common = max(dict.fromkeys(units), key=units.count, default="")
    parts = (text[sentence.start : m.end] for m in told if m.unit == common)
    return [_LED.sub("", _SPLIT.split(part)[-1]) for part in parts]


def _counts(candidate: Candidate, noun: str) -> bool:
    """Say whether a sentence prints how many there are."""
    within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    return any(m.kind == "quantity" and re.search(f"(?:{noun})$", m.name) for m in within)


def _draft(question: Question, candidate: Candidate, *sorts: list[str], unit: str = "个") -> Draft:
    citer, offset = Citer(), candidate.sentence.start
    mark = citer.cite(candidate.article, offset, candidate.sentence.end)
    names = [name for sort in sorts for name in sort]
    starts = [candidate.text.find(name) for name in names]
    spans = [(at, at + len(name)) for at, name in zip(starts, names, strict=True) if at >= 0]
    counts = [say("list.count", question.language, n=len(s), unit=unit, names="、".join(s)) for s in sorts]
    told = "\n\n".join(counts)
    text = f"{told}\n\n{shorten(candidate.text, spans, question.pieces, _SENTENCE)} [{mark}]"
    return Draft(text, "answered", (), citer.citations, composed_by="extract", worked=True)
