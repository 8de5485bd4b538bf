"""Check finished answers by code of its own: quotes, marks, and what the citations of each row show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from assistant.records import Answer, Citation, Row
from index.records import Article
from index.search import Archive
from index.words import fold
from tests.archives import gazetteer

_MARK = re.compile(r"\[(\d+)\]")
_ARABIC = re.compile(r"(\d+(?:\.\d+)?)\s*([万亿]?)")
_CHINESE = re.compile("[零一二两三四五六七八九十百]+")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS = {"": 1.0, "万": 1e4, "亿": 1e8}
_ABOVE = {"county": 0, "prefecture": 1, "province": 2}
_REFUSALS = ("not_found", "no_coverage", "unreadable")


def squeezed(text: str) -> str:
    """Return a text folded, without white space."""
    return "".join(fold(text).split())


def spoken(numeral: str) -> float:
    """Return the value of a Chinese numeral below a thousand (十二 → 12)."""
    total = last = 0
    for sign in numeral:
        if sign in "十百":
            total, last = total + (last or 1) * (10 if sign == "十" else 100), 0
        else:
            last = _DIGITS[sign]
    return float(total + last)


def numbers(text: str) -> list[float]:
    """Return every number of a text, in Arabic figures or as a Chinese numeral."""
    arabic = [float(m[1]) * _POWERS[m[2]] for m in _ARABIC.finditer(text)]
    plain = [float(m[1]) for m in _ARABIC.finditer(text)]
    return [*arabic, *plain, *(spoken(m.group()) for m in _CHINESE.finditer(text))]


def subject_of(answer: Answer) -> tuple[str, ...]:
    """Return every word for what the question asked about."""
    if answer.status == "premise_false":
        return ()  # what is shown is what there is instead
    told = answer.understood
    groups = chain(_groups(told.get("subject")), _groups(told.get("activities")))
    names = [squeezed(name) for group in groups for name in group]
    # A report that has named a thing in full goes on with its last three characters (工作站).
    return tuple([*names, *(name[-3:] for name in names if len(name) >= 5 and name[-1] in "站室厅屋角点会")])


def _groups(value: object) -> Iterable[Sequence[str]]:
    return value if isinstance(value, list) else []


def _quantity_stands(row: Row, quote: str) -> bool:
    """Say whether a quote holds the quantity of a row, or the parts that add up to it."""
    if row.quantity is None:
        return True
    held = numbers(squeezed(quote))
    if row.quantity in held:
        return True
    parts = [float(m[1]) for m in _ARABIC.finditer(row.detail)] or held
    if row.detail:
        return sum(parts) == row.quantity and all(part in held for part in parts)
    return any(sum(held[i:j]) == row.quantity for i in range(len(held)) for j in range(i + 2, len(held) + 1))


def _named(row: Row, quote: str, article: Article) -> bool:
    """Say whether a quote or its article's head tells of the row's place, person or report."""
    place = gazetteer().get(row.code) if row.code else None
    if row.name in (article.headline, article.kicker):
        return True
    if place is not None and (body := f"{place.name}政协") != row.name and row.name.startswith(body):
        # A meeting is called with the body that held it.
        return all(part in article.text for part in row.name.removeprefix(body).split("、"))
    if place is not None and row.name.startswith(f"{place.name}《"):
        # A report is called with its place where its head does not say it.
        return row.name.removeprefix(place.name).strip("《》") in f"{article.title}{article.text}"
    if place is None or row.name != place.name:
        return row.name in quote or row.name in article.text
    names = {row.name, place.short, *place.aliases}
    if any(name and name in quote for name in names) or row.name == article.place:
        return True
    inner = bool(article.place_code) and gazetteer().contains(row.code, article.place_code or "")
    return inner or row.name in article.title


def row_faults(answer: Answer, article: Callable[[str], Article]) -> list[str]:
    """Return what is wrong with the rows of an answer, in words; empty where nothing is.

    One citation of each row quotes a sentence that holds the subject and the quantity, of an article that is
    the place's own or whose quotes for this row name it. No citation of a row is of another place.
    """
    cited = {c.n: c for c in answer.citations}
    subject = subject_of(answer)
    return [fault for row in answer.rows for fault in _row_faults(row, cited, subject, article)]


def _told(citation: Citation, article: Callable[[str], Article]) -> str:
    """Return a quote with the head and the writers of its report, which tell who holds a post or wrote it."""
    source = article(citation.article_id)
    return squeezed("".join((citation.quote, source.title, source.byline or "")))


def _row_faults(
    row: Row, cited: dict[int, Citation], subject: Sequence[str], article: Callable[[str], Article]
) -> list[str]:
    missing = [n for n in row.citations if n not in cited]
    if missing or not row.citations:
        return [f"{row.name}: citations {missing or 'none'}"]
    own = [cited[n] for n in row.citations]
    quotes: dict[str, str] = {}
    for citation in own:
        quotes[citation.article_id] = quotes.get(citation.article_id, "") + citation.quote
    faults = [
        f"{row.name}: nothing names it in {citation.quote!r}"
        for citation in own
        if not _named(row, quotes[citation.article_id], article(citation.article_id))
    ]
    place = gazetteer().get(row.code)
    if not place or place.name != row.name:
        subject = (*subject, row.detail)  # a person with a post, or a report with what it says
    if row.level == "" or row.detail in subject:
        holding = [c for c in own if any(name in _told(c, article) for name in subject)]
    else:
        holding = [c for c in own if any(name in squeezed(c.quote) for name in subject)]
    if subject and not holding:
        faults.append(f"{row.name}: no quote holds the subject")
    if not any(_quantity_stands(row, c.quote) for c in holding or own):
        faults.append(f"{row.name}: no quote holds {row.quantity:g}{row.unit} ({row.detail})")
    return faults


def faults(answer: Answer, archive: Archive) -> list[str]:
    """Return everything that is wrong with an answer whatever was asked, in words."""
    found = row_faults(answer, archive.article)
    for citation in answer.citations:
        text = archive.article(citation.article_id).text
        if not citation.quote or text[citation.start :][: len(citation.quote)] != citation.quote:
            found.append(f"not verbatim: {citation.quote!r}")
        if not citation.lines:
            found.append(f"no source lines: {citation.quote!r}")
    known = [c.n for c in answer.citations]
    marks = {int(n) for n in _MARK.findall(answer.text)}
    if known != list(range(1, len(known) + 1)) or marks - set(known):
        found.append(f"marks {sorted(marks)} for citations {known}")
    found += [f"unsupported: {text}" for text in answer.checks.unsupported]
    if not answer.checks.quotes_verbatim or not answer.text.strip():
        found.append("an empty or unchecked answer")
    return found + _status_faults(answer)


def _status_faults(answer: Answer) -> list[str]:
    if answer.status in ("answered", "partial", "premise_false") and not answer.citations:
        return [f"{answer.status} without a citation"]
    if answer.status in _REFUSALS and answer.rows:
        return [f"{answer.status}, yet with rows"]  # citations link to the nearest reports
    return []


def levels_apart(answer: Answer, asked: str) -> bool:
    """Say whether the rows of the level asked for come first and no other level is mixed in."""
    other = [row.level != asked for row in answer.rows]
    return other == sorted(other) and all(row.level in _ABOVE for row in answer.rows)
