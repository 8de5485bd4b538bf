"""Are the statements of an answer borne out by what they cite? Checked sentence by sentence.

Nothing here uses the assistant's own checks (`assistant/citations.py`, `assistant/facts.py`) or the
annotations of the index, so that a fault in one of them cannot hide itself. A statement is what stands before
a group of marks, or a line without any.

recall        share of the statements that are borne out by the sentences they cite, taken together; a sum
              that is not quoted must show its parts.
precision     share of the citations, at the places where they are used, that are verbatim, come from a report
              on the place that the statement names, and share something with it: the place, a figure, a run
              of characters (of the question too), or the evidence of the gold.

The pair of measures follows ALCE (Gao et al. 2023), with rules in the place of its entailment model.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.records import Answer, Citation, Row
from eval.cases import Case
from eval.citing import same_sentence
from eval.figuring import figures_in, is_sum, values_in
from eval.sources import Sources, comparable
from eval.witness import Witness

_MARKS = re.compile(r"(?:\s*\[\d+(?:\s*[,，、]\s*\d+)*\])+")
_SIGNS = re.compile(r"\*\*|__|`|^\s*[-*]\s+|^\s*#+\s+|\|")
_HEADING = re.compile(r"\*\*[^*\d\[]+\*\*\s*")
_NAMED = re.compile(r"《([^《》]+)》|“([^“”]+)”")
_HAN = re.compile(r"[㐀-鿿]+")
_PARTS = re.compile(r"\s+|——|…+")
_PLACE = re.compile(r"^([㐀-鿿]{2,9}?)(?:自治县|自治州|县|区|市|州|镇|乡)$")
_ONLY_SIGNS = re.compile(r"[\W_]*")
# Names of places by their last character, as they stand in statements.
_PLACES = re.compile(r"[㐀-鿿]{2,9}?(?:自治县|自治州|县|区|市|州|省|镇|乡)")
# Characters of a file between headline and quotation, and behind a report, where its writer may stand; those
# of a report's end by which that is found.
_SIGNED_BEFORE, _SIGNED_AFTER, _TAIL = 400, 40, 16

# Characters of a statement and a citation that count as something shared.
_RUN = 4
# Share of a statement's pairs of characters that must stand in what it cites.
_SHARED = 0.6


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an answer with the citations that it bears, and the row that it is where it is one."""

    text: str
    citations: tuple[Citation, ...]
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What the statements and citations of one answer are worth.

    Attributes:
        supported: statements that are borne out, of `statements`.
        fitting: uses of citations that fit, of `uses`.
        problems: what does not hold, in words.
    """

    statements: int
    supported: int
    uses: int
    fitting: int
    problems: tuple[str, ...] = ()


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(files("eval").joinpath("data/claims.toml").read_text(encoding="utf-8"))


@cache
def _frames() -> re.Pattern[str]:
    return re.compile("|".join(_data()["frames"]))


@cache
def _dates() -> re.Pattern[str]:
    return re.compile("|".join(_data()["dates"]))


def statements(answer: Answer) -> Iterator[Statement]:
    """Yield the statements of an answer; quotations, headings and lines about the search are none."""
    known = {citation.n: citation for citation in answer.citations}
    lines = [line for line in answer.text.splitlines() if line.strip()]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.lstrip().startswith(">") or (_HEADING.fullmatch(line) and after.startswith("- ")):
            continue
        begun = 0
        for marks in _MARKS.finditer(line):
            numbers = [int(n) for n in re.findall(r"\d+", marks.group())]
            text = _SIGNS.sub("", line[begun : marks.start()]).strip()
            begun = marks.end()
            if not _ONLY_SIGNS.fullmatch(text):
                cited = tuple(known[n] for n in dict.fromkeys(numbers) if n in known)
                yield Statement(text, cited, _row(answer, text))
        rest = _SIGNS.sub("", line[begun:]).strip()
        if not (_ONLY_SIGNS.fullmatch(rest) or rest.endswith(("：", ":")) or _frames().match(rest)):
            yield Statement(rest, ())


def _row(answer: Answer, text: str) -> Row | None:
    """Return the row that a line of a list shows."""
    return next((row for row in answer.rows if row.name and row.name in text[: len(row.name) + 40]), None)


def check_claims(answer: Answer, case: Case, witness: Witness) -> ClaimVerdict:
    """Check every statement of an answer against what it cites, and every citation against its statement."""
    problems: list[str] = []
    supported = uses = fitting = 0
    told = list(statements(answer))
    for statement in told:
        missing = _unsupported(statement, witness)
        supported += not missing
        problems += [f"{what}: {statement.text[:80]}" for what in missing]
        for citation in statement.citations:
            uses += 1
            if fits(citation, statement, case, witness):
                fitting += 1
            else:
                problems.append(f"[{citation.n}] does not fit: {statement.text[:80]}")
    return ClaimVerdict(len(told), supported, uses, fitting, tuple(problems))


def _unsupported(statement: Statement, witness: Witness) -> list[str]:
    """Say what of a statement its citations do not bear out."""
    sources = witness.sources
    if not statement.citations:
        return ["no citation"]
    missing = [f"[{c.n}] not verbatim" for c in statement.citations if not _verbatim(c, sources)]
    shown = comparable("\n".join([*(c.quote for c in statement.citations), *_heads(statement.citations)]))
    text = comparable(_dates().sub(" ", statement.text))
    quoted = values_in(shown)
    told = (f for f in figures_in(text) if float(f.rstrip("%")) not in quoted)
    missing += [f"figure {f}" for f in told if not is_sum(f, text)]
    missing += [f"year {year}" for year in _years(statement.text) if not _near(year, shown, statement)]
    whole = shown + comparable("\n".join(witness.text_of(c.article_id) for c in statement.citations))
    missing += [f"named {name}" for name in _quoted(statement.text) if not _stands(name, statement, sources)]
    place = _place_of(statement)
    printed = _printed_about(statement, witness)
    missing += [f"place {place}"] if place and not _told(place, whole + printed) else []
    # What stands about a quotation, or before a row's figures, is who and when: the article around tells it.
    around = whole if statement.row or _quoted(statement.text) else shown
    own = _without_plain(_NAMED.sub(" ", text))
    own = _PLACES.sub(lambda m: " " if m.group()[:-1] in whole else m.group(), own)
    if not missing and not (_alike(own, around) or _signed(own, printed)):
        missing.append("other words")
    return missing


def _told(name: str, text: str) -> bool:
    """Say whether a text tells a name, or its two parts one after the other (甲村、乙村两处水站)."""
    return name in text or any(
        re.search(f"{re.escape(name[:at])}[^。]{{0,20}}{re.escape(name[at:])}", text)
        for at in range(2, len(name) - 1)
    )


def _printed_about(statement: Statement, witness: Witness) -> str:
    """Return what the files print from headline to quotation and behind reports: there stand the writers."""
    found = []
    for citation in statement.citations:
        text, quote = witness.sources.text(citation.source), comparable(citation.quote)
        at = text.find(quote)
        if at >= 0:
            last = comparable(witness.text_of(citation.article_id))[-_TAIL:]
            end = max(at + len(quote), text.find(last, at) + len(last) if last else 0)
            head = comparable(citation.headline or "")
            start = text.rfind(head, max(0, at - _SIGNED_BEFORE), at) if head else -1
            found.append(text[start if start >= 0 else at : end + _SIGNED_AFTER])
    return "\n".join(found)


def _signed(text: str, printed: str) -> bool:
    """Say whether a statement says nothing but titles, places and names that the file prints there."""
    words = [word for word in _own_words(text) if len(word) > 1]
    return all(len(word) <= _RUN and word in printed for word in words)


def _heads(citations: Iterable[Citation]) -> list[str]:
    return [f"{citation.headline or ''} 第{citation.page or ''}版" for citation in citations]


def _quoted(text: str) -> list[str]:
    return [one or other for one, other in _NAMED.findall(text)]


def _verbatim(citation: Citation, sources: Sources) -> bool:
    """Say whether a quotation stands in its file; of a file that cannot be read here nothing is known."""
    return citation.source not in sources or sources.holds(citation.source, citation.quote)


def _stands(name: str, statement: Statement, sources: Sources) -> bool:
    """Say whether a title or quotation, part by part, stands in one of the files that are cited.

    The title of a report that goes on on another page stands in the file of the page where it begins.
    """
    parts = [part for part in _PARTS.split(name) if part]
    if any(c.source not in sources and comparable(name) in comparable(c.quote) for c in statement.citations):
        return True
    if any(all(sources.holds(c.source, part) for part in parts) for c in statement.citations):
        return True
    titled = any(comparable(name) == comparable(c.headline or "") for c in statement.citations)
    return titled and any(all(sources.holds(file, part) for part in parts) for file in sources.names)


def _years(text: str) -> set[int]:
    return {int(year) for date in _dates().findall(text) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", date)}


def _near(year: int, shown: str, statement: Statement) -> bool:
    """Say whether a year is quoted, or one that the paper's text may mean."""
    back = int(str(_data()["years_back"]))
    issued = [int(c.issue_date[:4]) for c in statement.citations if c.issue_date]
    return str(year) in shown or not issued or any(own - back <= year <= own + 1 for own in issued)


def _place_of(statement: Statement) -> str:
    """Return the place or person that a row is about, without the word for its level."""
    if statement.row is None:
        return ""
    match = _PLACE.match(statement.row.name)
    return comparable(match.group(1) if match else statement.row.name)


def _without_plain(text: str) -> str:
    for word in _data()["plain"]:
        text = text.replace(word, " ")
    return text


def _pairs(text: str) -> list[str]:
    text = _without_plain(text)
    return [run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)]


def _own_words(text: str) -> list[str]:
    """Return the runs of Chinese characters of a statement, without titles, quotations and plain words."""
    return _HAN.findall(_without_plain(_NAMED.sub(" ", comparable(text))))


def _alike(text: str, shown: str) -> bool:
    """Say whether most of a statement's pairs of characters stand in what is shown."""
    pairs = _pairs(text)
    return not pairs or sum(pair in shown for pair in pairs) >= _SHARED * len(pairs)


def _runs(text: str) -> set[str]:
    return {run[i : i + _RUN] for run in _HAN.findall(text) for i in range(len(run) - _RUN + 1)}


def _topic(case: Case) -> list[str]:
    """Return what an English question is about in the archive's words: runs that the evidence repeats."""
    if case.lang != "en":
        return []
    held = Counter(run for evidence in case.evidence for run in _runs(comparable(evidence)))
    return [run for run, times in held.items() if times > 1]


def fits(citation: Citation, statement: Statement, case: Case, witness: Witness) -> bool:
    """Say whether a citation is verbatim, from a report on the statement's place, and shares something."""
    if not _verbatim(citation, witness.sources):
        return False
    quote, printed = comparable(citation.quote), _printed_about(statement, witness)
    place = _place_of(statement)
    about = quote + comparable((citation.headline or "") + witness.text_of(citation.article_id))
    if place and not _told(place, about + printed):
        return False
    if place and _told(place, quote):
        return True
    if any(same_sentence(citation.quote, evidence) for evidence in case.evidence):
        return True
    asked = comparable(" ".join([statement.text, case.question, *case.history, *_topic(case)]))
    shared = set(figures_in(comparable(_dates().sub(" ", statement.text)))) & set(figures_in(quote))
    if shared or any(run in quote for run in _runs(asked)) or comparable(statement.text) in quote:
        return True
    own = _own_words(statement.text)
    if own and all(word in quote for word in own):
        return True
    if any(name in quote for name in _PLACES.findall(statement.text)):
        return True
    if own and _signed(statement.text, printed):
        return True
    # A statement that names a report cites it.
    return any(comparable(name) == comparable(citation.headline or "") for name in _quoted(statement.text))
