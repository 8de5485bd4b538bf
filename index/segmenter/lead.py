"""Read where an article comes from: its dateline, and the place whose bodies act in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.misread import mended
from index.places import Place
from index.segmenter.layout import Layout
from index.segmenter.namedplaces import NamedPlaces, acts
from index.segmenter.writers import is_name, names

_BRACKET = re.compile(r"[（(]([^（()）]*)[）)]")
_GENERIC = re.compile("省(?:(?<![\u4e00-\u9fff].)(?:政协|委|政府|人大)|(?<=[在由对的].)政协)")
_DATELINE = re.compile(r"\s*\S{2,10}?[讯电](?=\s)")
_LINK = re.compile(r"\s*[·•▪►]\s*\S")  # a line that leads to other reports, among the lines of a headline
_WRITERS = 6  # words behind a dateline that may name its writers
_MEMBER = re.compile("政协(?:(?:原|前任?|历任|历届)?(?:常?委员?|常务委员|主席|副主席))、")
_EARLY = 120  # characters from the beginning of a text that is of the one place it names
_SEVERAL = 3  # bodies of as many places act in an article on all of them
# Somewhere in a province, told of as an example (江苏一些地方): where the article is from it does not say.
_SOMEWHERE_IN = re.compile("省?的?(?:一些|有的|有些|某些|部分|不少|个别|多个?)(?:地方|地区|县|市|区|乡|村)")
_SEAT = re.compile("([市县区州])(?:政协|委|政府)")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the opening of a body says of its origin."""

    dateline: str | None = None
    byline: str | None = None


NO_LEAD = Lead()


def read_lead(printed: str, layout: Layout) -> Lead:
    """Read the dateline and the byline at the opening of a body.

    Args:
        printed: the first line or two of the body as printed, white space kept.
        layout: the layout rules.
    """
    found = layout.dateline(mended("".join(printed.split())))
    if found is None:
        return NO_LEAD
    groups = found.groupdict()
    byline = None
    if groups.get("names"):
        bracket = _BRACKET.search(printed)
        byline = names(bracket.group(1) if bracket else groups["names"], layout)
    return Lead(groups.get("place") or None, byline or _named_behind(printed, layout))


def _named_behind(printed: str, layout: Layout) -> str | None:
    """Return the writers whom a dateline names without brackets, white space behind each: 记者王五 …"""
    found: list[str] = []
    role = False
    for word in _DATELINE.sub("", printed, count=1).split()[:_WRITERS]:
        name = layout.role.sub("", word)
        if not is_name(name) or not (role or name != word):
            role = not name
            if name:
                break
            continue
        found.append(name)
        role = True
    return " ".join(found) or None


def place_of(dateline: str | None, heads: str, lead: str, text: str, places: NamedPlaces) -> str | None:
    """Decide which place an article reports from.

    The dateline counts most; where it fits several places, or a wider one than the body that acts first,
    that body decides. Without a dateline it is the body that acts in the headline, then in the lead, then
    the one named most often; where only "省政协" acts, it is the paper's home province.

    Returns:
        A place code, None where nothing tells.
    """
    heads = "\n".join(line for line in heads.splitlines() if not _LINK.match(line))
    if dateline and (code := _of_dateline(dateline, f"{heads}\n{lead}", places)):
        return code
    if named := _heading(heads, places):
        return named
    for part in (heads, lead):
        if acting := _acting(part, places):
            return acting
    if _GENERIC.search(heads):
        return places.gazetteer.home + "0000"
    return _most_named(text, places)


def _heading(heads: str, places: NamedPlaces) -> str | None:
    """Return the place with which a line of the headline opens (甲县：……); None where none does."""
    for line in heads.splitlines():
        bare = line.strip()
        first = next(iter(places.find(bare)), None)
        if first is not None and first.start == 0 and bare[first.end : first.end + 1] in ("：", ":"):
            return str(first.code)
    return None


def _of_dateline(dateline: str, said: str, places: NamedPlaces) -> str | None:
    resolved = places.gazetteer.resolve(dateline)
    bearers = {place.code: place.name for place in places.gazetteer.named(dateline)}
    if resolved is not None and resolved.level == "county" and len(bearers) == 1:
        return resolved.code
    acting = _acting(said, places)
    if acting in bearers:
        return acting
    if len(bearers) > 1 and (full := _named_in_full(said, bearers, places)):
        return full
    if acting is None and len(bearers) > 1 and (seat := _SEAT.search(said)):
        return next((code for code, name in bearers.items() if name.endswith(seat[1])), None)
    if acting is None:
        return _of_seat(resolved, said, places) if resolved else None
    if resolved is None or places.contains(resolved.code, acting):
        return acting
    return resolved.code


def _of_seat(place: Place, said: str, places: NamedPlaces) -> str:
    """Return the home province where only its own bodies act in a report from a city in it."""
    home = places.gazetteer.home
    ours = place.level == "prefecture" and place.code.startswith(home)
    return home + "0000" if ours and _GENERIC.search(said) else place.code


def narrowed(code: str, heads: str, lead: str, places: NamedPlaces) -> str:
    """Return the place that a report from a prefecture is of: the only county in it that its headline names.

    Args:
        code: the place that dateline and lead tell.
        heads, lead: the headline, and the opening of the text.
        places: the place names of the page.
    """
    acting = _acting(f"{heads}\n{lead}", places)
    if acting and (acting == code or places.contains(acting, code)):
        return code
    within = {str(name.code) for name in places.find(heads) if places.contains(code, str(name.code))} - {code}
    return within.pop() if len(within) == 1 else code


def _named_in_full(text: str, bearers: dict[str, str], places: NamedPlaces) -> str | None:
    """Return the first of several places of one short name that a text names in full."""
    for name in places.find(text):
        if bearers.get(str(name.code)) == name.text:
            return str(name.code)
    return None


def _acting(text: str, places: NamedPlaces) -> str | None:
    """Return the place of the first body that is named as acting in a text.

    Of two bodies of which somebody is a member, one within the other's place, it is the narrower.
    """
    found = [name for name in places.find(text) if acts(text, name)]
    if len(found) > 1 and _MEMBER.fullmatch(text, found[0].end, found[1].start):
        outer, inner = str(found[0].code), str(found[1].code)
        return inner if places.contains(outer, inner) else outer
    return str(found[0].code) if found else None


def _most_named(text: str, places: NamedPlaces) -> str | None:
    found = places.find(text)
    home = places.gazetteer.home
    ours = [name for name in found if str(name.code).startswith(home)]
    counts = Counter(str(name.code) for name in ours if acts(text, name))
    if len(_GENERIC.findall(text)) > sum(counts.values()):
        return home + "0000"
    if len(counts) >= _SEVERAL and max(counts.values()) * 2 <= sum(counts.values()):
        return _common(counts, home)
    told = [name for name in ours or found if not _SOMEWHERE_IN.match(text, name.end)]
    if not counts and len(told) == 1 and told[0].start > _EARLY:
        return None  # an example in an essay
    counts = counts or Counter(str(name.code) for name in told)
    if len(counts) >= _SEVERAL and max(counts.values()) == 1:
        return None  # a survey
    return counts.most_common(1)[0][0] if counts else None


def _common(codes: Iterable[str], home: str) -> str:
    """Return the place that holds several ones, none of which an article is mostly of."""
    prefectures = {code[:4] for code in codes}
    return f"{prefectures.pop()}00" if len(prefectures) == 1 else f"{home}0000"
