"""The frozen dataclasses that pass from a question to its answer.

text ─question→ Question ─listing|search→ Evidence ─extract|generate→ Answer (Row, Citation)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from index.dates import DateName
from index.quick import quick
from index.records import Filters

Language = Literal["zh", "en"]
AnswerKind = Literal["list", "count", "compare", "number", "who", "when", "where", "what", "summary"]
Status = Literal["answered", "partial", "not_found", "no_coverage", "unreadable", "premise_false"]
ANSWERING: frozenset[Status] = frozenset({"answered", "partial"})  # there is an answer, be it in part
Reported = Literal["set_up", "in_operation", "mentioned"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that the number of each row has to meet: `sign` is "=", ">", ">=", "<" or "<=".

    Where there is an `upper` value, the number has to lie between the two, both included.
    """

    sign: str
    value: float
    upper: float | None = None

    def met(self, value: float) -> bool:
        """Say whether a number meets the bound."""
        if self.sign == "=":
            return value == self.value
        if self.upper is not None:
            return self.value <= value <= self.upper
        return {
            ">": value > self.value,
            ">=": value >= self.value,
            "<": value < self.value,
            "<=": value <= self.value,
        }[self.sign]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that the sentence of each row has to tell.

    Attributes:
        name: its sort, as `data/measures.toml` names it; "bound" for a number that a bound is set on, "often"
            for how often something was done.
        bound: what the number has to meet, in units of `unit`; None where telling any is enough.
        unit: the base unit of the number, "" where there is no bound.
    """

    name: str
    bound: Bound | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    Attributes:
        text: as asked.
        language: language of the question, and so of the answer.
        kind: what sort of answer is wanted.
        asked: what the rows of a list are: "county", "prefecture", "place", "town", "article", "person",
            "author", "meeting", "document", "named" or "".
        said_noun: the noun by which the rows are asked for, as the question has it.
        levels: place levels that fit as rows, empty where any does.
        groups: the subject; a sentence must hold at least one string of every group.
        activities: like groups, for what is done; given up before the subject is.
        words: like groups, mere words beside a subject or doings; given up first.
        wanted: words of the clauses that ask for more of each row (各接待多少群众); they limit nothing.
        pieces: content words in the language of the archive, each with its variants, for ranking.
        context: pieces taken over from earlier turns, which count less.
        places: codes of the places asked about.
        times: the times asked about; any one may fit.
        counted: names of the thing whose number is asked for, empty where another number is.
        how: True where the way is asked for in which something was done.
        units: units that an answer in numbers may have, empty where any does.
        founding: True where the question asks who set a thing up.
        total: True where a sum is wanted.
        order: "most", "least", "earliest" or "latest" where a ranking is wanted, "difference" where two
            places are to be compared by their numbers, else "".
        bound: what the number of each row has to meet, None where nothing is said.
        limit: how many rows a ranking wants, 0 for all.
        issue_only: True where the times limit the reports, not the events.
        byline: True where the writer of a report is asked for.
        printed: True where it is asked when or on which page a report was printed.
        held: True where the question asks who held a meeting.
        photos: True where only photo reports are asked about.
        founded: True where the founding itself is asked for.
        things_done: True where it is asked what a body did in general.
        scope: True where rows are asked for of whatever was reported within times, places, levels and pages.
        ending: how the names of their places end then (市: 县级市), empty where in any way.
        post: the post whose holders are asked for, empty where none is.
        negated: True where the places are asked for that lack the thing.
        planned: True where what is only planned is asked for.
        both: True where a place has to have every one of the groups, each in whatever sentence.
        each: True where a number is asked for of each row (各……多少).
        changed: True where the places are asked for in which a number has changed.
        yes_no: True where the question can be answered with yes or no.
        mention: True where it is enough that a report mentions the subject.
        measure: the measure that each row has to tell, None where none is a condition.
        unmeasured: the question without the words that say the measure; None where there is none.
        sides: of a comparison of named places or times, a question for the number or the day of each.
        otherwise: of a question for named rows, how it reads as one for a sentence; None for others.
        within: ids of the reports in which a follow-up is looked for, empty where in all.
        filters: limits on the articles that were set beside the question, and the page that it names.
        excluded: strings that a row's sentence must not hold.
        also: questions whose rows count too (义诊也算).
        meant: True where what is only planned or suggested counts as well.
        unused: words of the question that could not be used.
    """

    text: str
    language: Language
    kind: AnswerKind
    asked: str = ""
    said_noun: str = ""
    levels: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    activities: tuple[tuple[str, ...], ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    wanted: tuple[tuple[str, ...], ...] = ()
    pieces: tuple[tuple[str, ...], ...] = ()
    context: tuple[tuple[str, ...], ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[DateName, ...] = ()
    counted: tuple[str, ...] = ()
    how: bool = False
    units: tuple[str, ...] = ()
    founding: bool = False
    total: bool = False
    order: str = ""
    bound: Bound | None = None
    limit: int = 0
    issue_only: bool = False
    byline: bool = False
    printed: bool = False
    mention: bool = False
    held: bool = False
    negated: bool = False
    planned: bool = False
    both: bool = False
    each: bool = False
    changed: bool = False
    yes_no: bool = False
    founded: bool = False
    photos: bool = False
    things_done: bool = False
    scope: bool = False
    ending: str = ""
    post: str = ""
    excluded: tuple[str, ...] = ()
    also: tuple[Question, ...] = ()
    meant: bool = False
    measure: Measure | None = None
    unmeasured: Question | None = None
    sides: tuple[Question, ...] = ()
    otherwise: Question | None = None
    within: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    unused: tuple[str, ...] = ()

    @property
    def general(self) -> bool:
        """Say whether it is asked what a body did, without a subject."""
        return not (self.groups or self.activities) and (self.kind == "summary" or self.things_done)


@quick
@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered source of an answer; `quote` is verbatim in the article's text.

    Attributes:
        n: the number that stands in the answer as [n].
        start: offset of the quote in the article's text.
        lines: 1-based inclusive ranges of source lines on which the quote stands.
    """

    n: int
    article_id: str
    source: str
    headline: str | None
    paper: str
    issue_date: str | None
    page: str | None
    lines: tuple[tuple[int, int], ...]
    quote: str
    start: int = 0


@quick
@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list answer: a place (or other thing) with what is said of it."""

    name: str
    code: str = ""
    level: str = ""
    reported: Reported = "mentioned"
    quantity: float | None = None
    unit: str = ""
    detail: str = ""
    date: str = ""
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was searched for an answer.

    Attributes:
        articles: articles in scope after filters.
        matched: articles that hold matching sentences.
        sentences: matching sentences that were checked.
        unreadable: inputs in scope that could not be read.
        cut: articles that may match but were not read, because there are too many.
    """

    articles: int = 0
    matched: int = 0
    sentences: int = 0
    unreadable: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Checks:
    """What the last door found: are all quotes verbatim, and which statements lack support."""

    quotes_verbatim: bool = True
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, ready for the command line, the web chat and the API.

    Attributes:
        text: Markdown with [1] marks.
        composed_by: "extract", "listing" or "model:NAME".
        timing_ms: milliseconds per stage.
        understood: the parsed question in words, for `--explain` and the web chat.
        notes: remarks for the user (what was not understood, why a model was not used).
    """

    question: str
    language: Language
    kind: AnswerKind
    status: Status
    text: str
    rows: tuple[Row, ...] = ()
    citations: tuple[Citation, ...] = ()
    coverage: Coverage = Coverage()
    checks: Checks = Checks()
    composed_by: str = "extract"
    timing_ms: dict[str, float] = field(default_factory=dict)
    id: str = ""
    understood: dict[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        """Say whether there is an answer, be it in part."""
        return self.status in ANSWERING
