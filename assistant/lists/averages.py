"""How much falls to each of several, where reports tell how much there is in all and among how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.listing import Draft
from assistant.lists.arithmetic import comparable, divided, printed
from assistant.lists.workings import Number, Working, drafted, numbers_of, worked_out
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Scorer
from index.bigrams import bigrams, held
from index.mentions.units import units
from index.words import fold

_BEST = 8
_LEAST, _LEAST_EN = 0.2, 0.1  # coverage of a sentence that may tell of what is asked about
_BEHIND = 10  # characters beside a number in which what is shared out may be named
_AHEAD = 20  # characters behind a number in which the thing that each gets may be named
_CLAUSE = re.compile("[，,；;。：:、]")
_NAMED, _FITS = 3, 2  # a number counts just what gets a share; it is in its unit
_PLACES = ("村", "乡镇", "乡", "镇", "社区", "街道", "县", "站", "校", "园", "室")
_PEOPLE = ("人", "名", "位")
_OWN = 0.9  # how well a sentence has to fit the place asked about
_MONEY = ("钱", "元", "万元", "亿元")
_TIMES = ("年", "月", "天", "日", "周", "季度", "小时", "分钟")
# Units that count much the same: 20次, 20场.
_KIN = (
    frozenset({"次", "场", "场次", "期", "轮", "回", "堂"}),
    frozenset({"件", "条", "项", "份", "篇", "起"}),
    frozenset({"人", "名", "位"}),
)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a question wants shared out.

    Attributes:
        per: the unit, or the noun, of one that gets a share (每*次*, 每个*村*).
        among: names of those that get one; the question may go on behind them (工作站办结了).
        unit: the unit of what is shared out, "" where the question names none.
        whole: names of what is shared out.
        doing: the end of what stands before the asking word: what was done with it.
        pairs: the character pairs of the question.
        said: the question.
    """

    per: str
    among: tuple[str, ...]
    unit: str
    whole: tuple[str, ...]
    doing: str
    pairs: frozenset[str]
    said: str


class Averager:
    """Answer with an average that no sentence prints."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def average(self, question: Question) -> Draft | None:
        """Return how much falls to each; None where it is not asked for, not told, or printed."""
        asked = self.rules.average.wanted(question)
        if asked is None:
            return None
        read = self._chinese if question.language == "zh" else self._english
        found = list(self._sentences(question))
        for sought, exact in product(list(read(question, asked)), (True, False)):
            for numbers in found:
                wholes = [n for n in numbers if _measures(n, sought) and (_in_unit(n, sought) or not exact)]
                told = [n for n in wholes if self.rules.average.words["printed"].search(n.before)]
                told = [n for n in told if (n.mention.value or 0) > 1 and _in_unit(n, sought)]
                if told:
                    return drafted(question, [Working(f"**{told[0].mention.text}**", tuple(told[:1]))])
                whole = _foremost([n for n in wholes if _counts(n, sought) < _NAMED], sought)
                among = self._of(whole, numbers, found, sought) if whole is not None else None
                if whole is not None and among is not None:
                    return _shared_out(question, whole, among)
        return None

    def _of(
        self, whole: Number, numbers: Sequence[Number], found: Sequence[Sequence[Number]], sought: _Sought
    ) -> Number | None:
        """Return the number of those that get a share, of the same sentence or else of the same report."""
        others = [n for n in numbers if n is not whole]
        here = _among(others, sought)
        counted = {n.mention.value for n in others if _counts(n, sought) == _NAMED}
        if here is None and len(counted) > 1:
            return None  # 城区6个、乡镇15个: which of them share it is not told
        return here or _among(list(_elsewhere(whole, found)), sought, named=True)

    def _chinese(self, question: Question, asked: re.Match[str]) -> Iterator[_Sought]:
        """Yield what is sought: those that get a share are named behind their unit, or before all that."""
        per, thing = asked["per"] or asked["short"], fold(asked["thing"] or "")
        noun, lead = fold(asked["noun"] or ""), fold(asked["lead"] or "")
        whole, doing, pairs = (thing,) if thing else (), noun[-2:], _pairs(question)
        short = (*([per] if per in _PLACES else []), *(place for place in _PLACES if noun.startswith(place)))
        before = tuple(lead[i:] for i in range(len(lead) - 1))
        for among in ((noun, *short) if noun else short, before):
            yield _Sought(per, among, asked["what"] or "", whole, doing, pairs, fold(question.text))

    def _english(self, question: Question, asked: re.Match[str]) -> Iterator[_Sought]:
        known = self.scorer.archive.looked_up
        among = tuple(word for part in known(asked["per"]).parts for word in part.chinese)
        said = asked["what"] or ""
        whole = tuple(word for part in known(said).parts for word in part.chinese)
        per = self.rules.periods.get(asked["per"].strip(), "个")
        unit = question.units[0] if question.units else "钱" if self.rules.money.search(said) else ""
        yield _Sought(per, among, unit, whole, "", _pairs(question), question.text)

    def _sentences(self, question: Question) -> Iterator[list[Number]]:
        """Yield the quantities of each of the best sentences."""
        least = _LEAST if question.language == "zh" else _LEAST_EN
        for candidate in self.scorer.candidates(question)[:_BEST]:
            if candidate.coverage >= least and candidate.fit >= _OWN:
                yield list(numbers_of(candidate))


def _pairs(question: Question) -> frozenset[str]:
    said = fold(question.text) if question.language == "zh" else "，".join(p[0] for p in question.pieces)
    return bigrams(said)


def _among(numbers: Sequence[Number], sought: _Sought, named: bool = False) -> Number | None:
    """Return the number of those that get a share; None where nothing tells it, or several numbers may.

    Args:
        numbers: what may be.
        sought: what the question says.
        named: True where it has to count them by their name.
    """
    least = _NAMED if named else 1
    told = [(_counts(n, sought), n) for n in numbers]
    best = max((fit for fit, _ in told), default=0)
    found = [n for fit, n in told if fit == best >= least]
    found = [n for n in found if fold(n.mention.text) in sought.said] or found
    values = [n.mention.value for n in found]
    if len(set(values)) > 1 and not named:
        return None
    # Of several numbers of them the one told most often, else the largest, is that of all.
    return max(found, key=lambda n: (values.count(n.mention.value), n.mention.value), default=None)


def _counts(number: Number, sought: _Sought) -> int:
    """Return how surely a number tells among how many: by its name, its unit, or what its clause says."""
    mention, label = number.mention, number.label
    if (mention.value or 0.0) <= 1.0 or (mention.name and not label):
        return 0  # 各建一个 says what each gets; 11个设在文化站 where some are
    if sought.per in _TIMES or mention.unit in _TIMES:
        same = sought.per in _TIMES and mention.unit.removeprefix("个") == sought.per
        return _NAMED if same else 0
    known = units().units.get(mention.unit)
    if known is None or known.kind not in ("thing", "people", "action"):
        return 0
    nouns = (
        *sought.among,
        *([sought.per] if sought.per not in units().units or sought.per in _PLACES else []),
    )
    if label and (_meet(sought.among, label) or any(label.endswith(noun) for noun in nouns)):
        return _NAMED
    if not label and any(noun in fold(number.before) for noun in nouns):
        return _NAMED  # 像这样的书屋，全县有18个
    if mention.unit == sought.per and sought.per != "个":
        return _FITS
    return 1 if any(noun[:2] in _ahead(number) for noun in sought.among) else 0


def _in_unit(number: Number, sought: _Sought) -> bool:
    """Say whether a number is in just the unit asked for."""
    unit = number.mention.unit
    people = unit in _PEOPLE and sought.unit in _PEOPLE
    return not sought.unit or unit == sought.unit or people or (unit in _MONEY and sought.unit in _MONEY)


def _meet(names: Sequence[str], label: str) -> bool:
    """Say whether what a question says begins with the end of what a number counts."""
    ends = [label[i:] for i in range(len(label))]
    return any(name == end or (len(end) > 1 and name.startswith(end)) for name in names for end in ends)


def _ahead(number: Number) -> str:
    """Return the clause in which a number stands, from it on."""
    text, mention = number.candidate.article.text, number.mention
    return _CLAUSE.split(text[mention.end : mention.end + _AHEAD])[0]


def _measures(number: Number, sought: _Sought) -> bool:
    """Say whether a number tells of what there is, by the unit asked for, else by its name."""
    unit = number.mention.unit
    if unit == sought.per and unit != "个":
        return False  # 每处多少老人: what there is is counted otherwise than those that share it
    if sought.unit in _MONEY:
        return comparable(number.mention)[1] == "元"
    if sought.unit and (sought.unit != "个" or not sought.whole):
        base = units().comparable(1.0, sought.unit)[1]
        return comparable(number.mention)[1] == base or any({unit, sought.unit} <= kin for kin in _KIN)
    told = number.beside[-_BEHIND:]
    return any(name[i : i + 2] in told for name in sought.whole for i in range(max(1, len(name) - 1)))


def _foremost(wholes: Sequence[Number], sought: _Sought) -> Number | None:
    """Return the number whose clause holds most of the question; the first of several that hold as much."""

    def fit(number: Number) -> tuple[bool, bool, int]:
        done = len(sought.doing) > 1 and sought.doing in number.beside
        return number.mention.unit == sought.unit, done, held(sought.pairs, number.beside)

    return max(wholes, key=fit, default=None)


def _elsewhere(whole: Number, found: Sequence[Sequence[Number]]) -> Iterator[Number]:
    """Yield the numbers that other sentences of the same report tell."""
    told = whole.candidate
    for number in (n for numbers in found for n in numbers):
        other = number.candidate
        if (
            other is not told
            and other.article.article_id == told.article.article_id
            and other.fit >= told.fit
        ):
            yield number


def _shared_out(question: Question, whole: Number, among: Number) -> Draft:
    share = comparable(whole.mention)[0] / (among.mention.value or 1.0)
    figure = printed(round(share, 2), whole.mention)
    told = divided(whole.mention, among.mention, figure)
    return worked_out(question, "list.worked_out", figure, told, (whole, among))
