"""Counts of an answer as drawings: a bar for each place, a map, a time line by month; in SVG made here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from itertools import accumulate

from assistant.records import Answer
from assistant.ui.labels import short_name, unit_name
from assistant.ui.placemap import place_map
from assistant.ui.texts import Texts, texts

MOST_BARS = 30
_BAR = 28
# Narrow enough that a telephone shows the letters in a size to be read.
_NAME, _ROOM, _NUMBER = 106, 236, 68
WIDTH = _NAME + _ROOM + _NUMBER
_LATIN, _NARROW = 0x2E7F, 0.56  # the last character narrower than it is high, and how narrow


def charts_html(answer: Answer) -> str:
    """Return the charts of an answer: quantities by place, a map, its reports by month; may be empty."""
    say = texts(answer.language)
    unit, bars = quantities(answer)
    found = []
    if len(bars) > 1:
        name = unit_name(unit, answer.language)
        title = say("chart.places", unit=name) if name else say("chart.numbers")
        found.append(_figure(title, bar_chart(bars, title)))
    drawing = place_map(answer.rows, say("chart.map"), answer.language)
    if drawing:
        found.append(_figure(say("chart.map"), drawing))
    months = reports_by_month(answer)
    if len(months) > 1:
        found.append(_figure(say("chart.months"), time_line(months, say("chart.months"), say)))
    return "".join(found)


def _figure(title: str, drawing: str) -> str:
    return f'<figure class="wd-chart"><figcaption>{escape(title)}</figcaption>{drawing}</figure>'


def quantities(answer: Answer) -> tuple[str, list[tuple[str, float]]]:
    """Return the commonest unit of an answer's rows, with name and number of the rows in it, most first."""
    units = Counter(row.unit for row in answer.rows if row.quantity is not None)
    if not units:
        return "", []
    unit = units.most_common(1)[0][0]
    bars = [
        (short_name(row, answer.language), row.quantity)
        for row in answer.rows
        if row.quantity is not None and row.unit == unit
    ]
    return unit, sorted(bars, key=lambda bar: -bar[1])[:MOST_BARS]


def reports_by_month(answer: Answer) -> dict[str, int]:
    """Return how many of the cited articles came out in each month, for those whose month is known."""
    issued = {c.article_id: (c.issue_date or "")[:7] for c in answer.citations}
    return dict(sorted(Counter(month for month in issued.values() if len(month) == 7).items()))


def bar_chart(bars: Sequence[tuple[str, float]], title: str) -> str:
    """Return bars side by side under each other, each with its name and number."""
    most = max(value for _, value in bars) or 1
    height = len(bars) * _BAR + 4
    drawn = []
    for place, (name, value) in enumerate(bars):
        top, length = place * _BAR, max(_ROOM * value / most, 1)
        drawn.append(
            f'<text x="{_NAME - 8}" y="{top + 19}" text-anchor="end">{escape(_cut(name))}</text>'
            f'<rect x="{_NAME}" y="{top + 5}" width="{length:.1f}" height="18" rx="3">'
            f"<title>{escape(name)} {value:,.10g}</title></rect>"
            f'<text x="{_NAME + length + 6:.1f}" y="{top + 19}" class="wd-value">{value:,.10g}</text>'
        )
    return _svg(WIDTH, height, title, "".join(drawn), "wd-bars")


def _cut(name: str, most: float = 7.4) -> str:
    """Return a name cut to a width, counted in Chinese characters."""
    widths = list(accumulate(1.0 if ord(letter) > _LATIN else _NARROW for letter in name))
    if not widths or widths[-1] <= most:
        return name
    return name[: sum(width <= most - 1 for width in widths)] + "…"


def months_between(first: str, last: str) -> list[str]:
    """Return every month from the first to the last ("2024-11" to "2025-02"), both included."""
    start, end = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def columns(counts: Mapping[str, int], width: float, height: float) -> str:
    """Return one column for each month from the first to the last, as SVG of the given size."""
    months = months_between(min(counts), max(counts))
    most, step = max(counts.values()), width / len(months)
    gap = min(2.0, step * 0.2)
    drawn = []
    for place, month in enumerate(months):
        count = counts.get(month, 0)
        tall = max(height * count / most, 2) if count else 0
        drawn.append(
            f'<rect x="{place * step:.2f}" y="{height - tall:.2f}" width="{step - gap:.2f}" '
            f'height="{tall:.2f}" data-month="{month}"><title>{month}: {count:,}</title></rect>'
        )
    return "".join(drawn)


def time_line(counts: Mapping[str, int], title: str, say: Texts) -> str:
    """Return a time line by month: columns over an axis with the first and the last month."""
    first, last, most = min(counts), max(counts), max(counts.values())
    axis = (
        f'<line x1="0" y1="103" x2="{WIDTH}" y2="103"/><text x="0" y="120">{first}</text>'
        f'<text x="{WIDTH}" y="120" text-anchor="end">{last}</text>'
        f'<text x="0" y="13" class="wd-value">{escape(say("chart.most", count=f"{most:,}"))}</text>'
    )
    body = f'<g transform="translate(0 18)">{columns(counts, WIDTH, 84)}</g>{axis}'
    return _svg(WIDTH, 125, title, body, "wd-months")


def _svg(width: int, height: int, title: str, body: str, name: str) -> str:
    return (
        f'<svg class="{name}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">'
        f"{body}</svg>"
    )
