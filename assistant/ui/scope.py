"""The limits beside the question: places as a tree, months over a histogram, kinds; a line that says them.

The form is one piece of HTML; page/scope.js sends its fields on every change, and they are checked here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any, get_args

from assistant.corrections import gazetteer
from assistant.records import Language
from assistant.ui.actions import address, button
from assistant.ui.charts import columns, months_between
from assistant.ui.chips import place_name
from assistant.ui.texts import Texts, texts
from index.dates.calendar import DateRange
from index.records import Filters, Kind
from index.tables.catalogue import Catalogue

_LEVELS = ("province", "prefecture", "county")
_WIDTH, _HEIGHT = 400, 56


def filters_of(fields: Mapping[str, Any] | None, months: list[str]) -> Filters:
    """Return the filters that a form's fields say; what is not offered is ignored.

    Args:
        fields: "places" and "kinds" as lists, "from" and "to" as places in the list of months.
        months: every month from the archive's first to its last.
    """
    given = fields or {}
    places = tuple(code for code in _texts(given.get("places")) if gazetteer().get(code))
    kinds: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind in _texts(given.get("kinds")))
    first, last = _month(given.get("from"), months), _month(given.get("to"), months)
    if first and last and first > last:
        first, last = last, first
    whole = not months or (first in (None, months[0]) and last in (None, months[-1]))
    since = None if whole or first is None else DateRange.parse(first).first.isoformat()
    until = None if whole or last is None else DateRange.parse(last).last.isoformat()
    return Filters(places=places, since=since, until=until, kinds=kinds)


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _month(value: object, months: list[str]) -> str | None:
    known = isinstance(value, int | str) and str(value).isdecimal() and int(value) < len(months)
    return months[int(value)] if known and isinstance(value, int | str) else None


def all_months(catalogue: Catalogue) -> list[str]:
    """Return every month from the archive's first to its last."""
    tally = catalogue.tally("month")
    return months_between(min(tally), max(tally)) if tally else []


def scope_html(catalogue: Catalogue, filters: Filters, language: Language) -> str:
    """Return the form of the limits, filled in with those that are set."""
    say = texts(language)
    count = catalogue.count(filters)
    clear = button(address("scope", "clear"), escape(say("scope.clear")), "wd-link")
    head = f'<p class="wd-scope-count">{escape(say("scope.count", count=f"{count:,}"))}{clear}</p>'
    parts = (_dates(catalogue, filters, say), _kinds(catalogue, filters, say))
    tree = _fieldset(say("scope.places"), _tree(catalogue.places(), filters, language))
    return f'<form class="wd-scope">{head}{"".join(parts)}{tree}</form>'


def _fieldset(legend: str, inner: str, name: str = "") -> str:
    head = f'<fieldset class="wd-set {name}"><legend>{escape(legend)}</legend>'
    return f"{head}{inner}</fieldset>" if inner else ""


def _dates(catalogue: Catalogue, filters: Filters, say: Texts) -> str:
    tally = catalogue.tally("month")
    if len(tally) < 2:
        return ""
    months = months_between(min(tally), max(tally))
    first = months.index(filters.since[:7]) if filters.since and filters.since[:7] in months else 0
    last = (
        months.index(filters.until[:7]) if filters.until and filters.until[:7] in months else len(months) - 1
    )
    drawing = (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f"{columns(tally, _WIDTH, _HEIGHT)}</svg>"
    )
    sliders = "".join(
        f'<input type="range" name="{name}" min="0" max="{len(months) - 1}" value="{value}" '
        f'aria-label="{escape(say(f"scope.{name}"))}" aria-valuetext="{months[value]}">'
        for name, value in (("from", first), ("to", last))
    )
    shown = f'<output class="wd-span">{months[first]} – {months[last]}</output>'
    names = escape(" ".join(months))
    inner = f'<div class="wd-histogram" data-months="{names}">{drawing}{sliders}</div>{shown}'
    return _fieldset(say("scope.dates"), inner, "wd-dates")


def _kinds(catalogue: Catalogue, filters: Filters, say: Texts) -> str:
    tally = catalogue.tally("kind")
    boxes = "".join(
        _box("kinds", kind, say.get(f"article_kind.{kind}", kind), tally[kind], kind in filters.kinds)
        for kind in get_args(Kind)
        if kind in tally
    )
    return _fieldset(say("scope.kinds"), boxes, "wd-kind-set")


def _box(name: str, value: str, words: str, count: int, checked: bool) -> str:
    mark = " checked" if checked else ""
    return (
        f'<label class="wd-box"><input type="checkbox" name="{name}" value="{escape(value)}"{mark}>'
        f'<span>{escape(words)}</span><span class="wd-count">{count:,}</span></label>'
    )


def _tree(counts: Mapping[str, int], filters: Filters, language: Language) -> str:
    """Return the places that have articles as nested lists; the home province stands open."""
    places = gazetteer()
    tops = [code for code in counts if (place := places.get(code)) and place.level == "province"]
    tops.sort(key=lambda code: (not code.startswith(places.home), -counts[code]))
    return "".join(_branch(code, counts, filters, language) for code in tops)


def _branch(code: str, counts: Mapping[str, int], filters: Filters, language: Language) -> str:
    """Return a place with what lies under it; a branch that is shut only names it, for page/scope.js."""
    places = gazetteer()
    box = _box("places", code, place_name(code, language), counts[code], code in filters.places)
    under = _under(code, counts)
    if not under:
        return f'<div class="wd-leaf">{box}</div>'
    name = escape(texts(language)("scope.open", place=place_name(code, language)))
    summary = f'<summary aria-label="{name}"></summary>'
    if any(inner.code in filters.places for inner in places.under(code)) or code == places.home + "0000":
        inner = "".join(_branch(child, counts, filters, language) for child in under)
        branch = f'<details class="wd-branch" open>{summary}<div class="wd-under">{inner}</div></details>'
    else:
        told = [_named(child, counts, language) for child in under]
        named = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        # In single quotes, as there are hundreds of double ones.
        under_it = escape(named, quote=False).replace("'", "&#x27;")
        branch = (
            f"<details class=\"wd-branch\" data-under='{under_it}'>{summary}"
            '<div class="wd-under"></div></details>'
        )
    return f'<div class="wd-node">{box}{branch}</div>'


def _under(code: str, counts: Mapping[str, int]) -> list[str]:
    """Return the places next below a place that have articles, the most reported first."""
    below = [child.code for child in gazetteer().under(code) if child.parent == code]
    return sorted((child for child in below if child in counts), key=lambda child: -counts[child])


def _named(code: str, counts: Mapping[str, int], language: Language) -> list[Any]:
    """Return a place as its code, name, count, the words of its switch, and what lies under it."""
    name = place_name(code, language)
    opens = texts(language)("scope.open", place=name)
    under = [_named(child, counts, language) for child in _under(code, counts)]
    return [code, name, counts[code], opens, under] if under else [code, name, counts[code]]


def limits_line(filters: Filters, language: Language, count: int | None = None) -> str:
    """Return what the limits are, as chips above the question box; "" where there are none.

    Args:
        filters: the limits.
        language: of the interface.
        count: how many articles pass, None to leave it out.
    """
    say = texts(language)
    parts = [place_name(code, language) for code in filters.places]
    if filters.since or filters.until:
        parts.append(f"{(filters.since or '')[:7]} – {(filters.until or '')[:7]}")
    parts += [say.get(f"article_kind.{kind}", kind) for kind in filters.kinds]
    if not parts:
        return ""
    chips = "".join(f'<span class="wd-limit">{escape(part)}</span>' for part in parts)
    clear = button(address("scope", "clear"), escape(say("scope.clear")), "wd-link")
    passing = "" if count is None else f"<span>{escape(say('scope.count', count=f'{count:,}'))}</span>"
    return f'<div class="wd-limits"><span>{escape(say("scope.limited"))}</span>{chips}{passing}{clear}</div>'
