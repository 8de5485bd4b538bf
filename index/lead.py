"""Read who wrote an article and where it comes from: dateline, byline, signature, credit, place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from index.layout import Layout
from index.places import Gazetteer

_BODY_OF = re.compile("(?:政协|委|政府|人大|纪委|区政协|县政协|市政协)")
_CREDIT_WORDS = re.compile("摄影报道|摄影|摄$")
_PARTS = re.compile(r"[\s\u3000、，,/]+")
_GENERIC = re.compile("(?<![\u4e00-\u9fff])(省)(?:政协|委|政府|人大)|(?:，|。|、|在|由|对|的)(省)政协")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the opening of a body says of its origin."""

    dateline: str | None
    byline: str | None


def names(text: str, layout: Layout) -> str | None:
    """Return the writers' names without their roles and without spaces inside a name.

    Two single characters with a space between them are one name (高 磊); several names are kept
    apart by a space.
    """
    for role in layout.roles:
        text = text.replace(role, " ")
    parts = [part for part in _PARTS.split(text.strip("（）()：: \u3000")) if part]
    joined: list[str] = []
    for part in parts:
        if joined and len(joined[-1]) == 1 and len(part) == 1:
            joined[-1] += part
        else:
            joined.append(part)
    return " ".join(joined) or None


def read_lead(printed: str, layout: Layout) -> Lead:
    """Read the dateline and the byline at the opening of a body.

    Args:
        printed: the first line or two of the body as printed, white space kept.
        layout: the layout rules.
    """
    squeezed = re.sub(r"\s+", "", printed)
    found = layout.dateline(squeezed)
    if found is None:
        return Lead(None, None)
    groups = found.groupdict()
    byline = None
    if groups.get("names"):
        bracket = re.search(r"[（(]([^（()）]*)[）)]", printed)
        byline = names(bracket.group(1) if bracket else groups["names"], layout)
    return Lead(groups.get("place") or None, byline)


def split_writer(text: str, layout: Layout) -> tuple[int, str, bool] | None:
    """Find the signature or photo credit at the end of a paragraph.

    Args:
        text: the paragraph, plain or as printed.
        layout: the layout rules.

    Returns:
        Where it begins, the names as printed, and whether it is a photo credit; None without one.
    """
    stripped = text.rstrip()
    bracket = re.search(r"[（(][^（()）]{2,30}[）)]$", stripped)
    if bracket and bracket.start() and stripped[: bracket.start()].rstrip()[-1:] in "。！？”’…":
        found = layout.signature.match(re.sub(r"\s+", " ", bracket.group()))
        if found and _is_writer(found.group("names"), layout):
            return bracket.start(), found.group("names"), "摄" in bracket.group()
    tail = re.search(r"(?<=[。！？”])\s*([^。！？”]{3,30})$", stripped)
    if tail:
        found = layout.credit.match(re.sub(r"\s+", "", tail.group(1)))
        if found and _is_writer(found.group("names"), layout):
            return tail.start(), _CREDIT_WORDS.sub("", tail.group(1)), True
    return None


def _is_writer(text: str, layout: Layout) -> bool:
    """Say whether a bracket holds names (or 某某供稿) and not a remark."""
    if text.endswith("供稿"):
        return True
    found = names(text, layout)
    return found is not None and all(2 <= len(name) <= 5 for name in found.split())


def places_named(text: str, gazetteer: Gazetteer) -> list[str]:
    """Return the codes of the places whose bodies (X县政协, X市委) are named, in order, else of all places named."""
    found = [p for p in gazetteer.find(text) if p.code]
    bodies = [str(p.code) for p in found if _BODY_OF.match(text, p.end)]
    inverse = [str(p.code) for p in found if text[max(0, p.start - 2) : p.start] == "政协"]
    return bodies or inverse or [str(p.code) for p in found]


def place_of(dateline: str | None, heads: str, lead: str, text: str, gazetteer: Gazetteer) -> str | None:
    """Decide which place an article reports from.

    The dateline counts most, then the body named first in the lead, then the headline, then the
    body named most often; where only "省政协" acts, it is the paper's home province.

    Returns:
        A place code, None where nothing tells.
    """
    if dateline and (place := gazetteer.resolve(dateline)):
        return place.code
    for part in (heads, lead):
        acting = _acting(part, gazetteer)
        if acting:
            return acting
    return _most_named(text, gazetteer)


def _acting(text: str, gazetteer: Gazetteer) -> str | None:
    """Return the place of the first body that is named as acting in a text."""
    for place in gazetteer.find(text):
        inverse = text[max(0, place.start - 2) : place.start] == "政协"
        if place.code and (_BODY_OF.match(text, place.end) or inverse):
            return place.code
    return None


def _most_named(text: str, gazetteer: Gazetteer) -> str | None:
    found = [p for p in gazetteer.find(text) if p.code]
    counts = Counter(str(p.code) for p in found if _BODY_OF.match(text, p.end))
    own = len(_GENERIC.findall(text))
    if own > sum(counts.values()):
        return gazetteer.home + "0000"
    if not counts:
        counts = Counter(str(p.code) for p in found)
    return counts.most_common(1)[0][0] if counts else None
