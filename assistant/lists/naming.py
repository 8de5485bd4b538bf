"""Find the names of one kind in a sentence: companies, bureaus, stations, brands, topics, titles, people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.lists.called import called, enumerated
from assistant.lists.namesakes import of_person, whose_name
from assistant.lists.offices import holds
from assistant.lists.titles import Titles
from assistant.lists.towns import town_names
from assistant.parsing.kinds import Kind, NamedRules, Sort, load_named_rules
from index.mentions.wordlists import tagger
from index.records import Annotation, Article, Mention, Sentence

_BORDER = re.compile("[，,。；;：:、！？!?“”‘’\"'《》()（）\\s0-9和及与]")
_QUOTED = re.compile("“([^“”]{2,24})”")
_BARE = re.compile("[^\u4e00-\u9fffA-Za-z0-9]")
_STATION = re.compile("的?(?:政协)?(?:委员)?(?:联络|联系|工作|基层|协商)*$")
_FULL = re.compile("^.*(?=(?:议事|会客|联络|工作)[站室厅会])")  # 委员工作站 may be printed 工作站
_LOOK = re.compile(r"\(\?[^)]*\)")
_COUNTING = re.compile("(?:[0-9一二两三四五六七八九十几多余]|有)[个家座所处间条]$")  # 2座水厂 are not named
_NUMBERED = re.compile("[一二两三四五六七八九十0-9]+[支个项类条位名大种]")  # “两支”队伍 has no name
_JOINED = re.compile("[、和及与]$")
_WHOLE = re.compile("[县市区州省][^县市区州省]{1,9}")
_REACH = 60  # characters behind a name that was coined in which its noun follows
_CLAUSES = re.compile("[。；;]")
_LONGEST = 16  # characters of a name that ends in its noun
_CALLED = ("member", "villager")  # kinds of people who are named by what they are
_HAN = "[\u4e00-\u9fff]"
_CREDIT = re.compile(
    f"(?:通讯员|记者|^|(?<=[。 \u3000]))[ \u3000]*({_HAN}(?:{_HAN}{{1,3}}|[ \u3000]{{1,2}}{_HAN}))"
    "(?=[ \u3000]*摄(?:影报道|影)?(?:[ 。]|$))"
)
_PLACES = re.compile(f"({_HAN}{{2,8}}(?:、{_HAN}{{2,8}})+)等?(?:[一二两三四五六七八九十]|[0-9]+)[个处家]$")
_LISTED = re.compile("([\u4e00-\u9fff·]{2,8})(?:[(（][男女][)）][ \u3000\n、]*|[ \u3000\n、]+|$)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and where it stands in the article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where names are looked for: one sentence of an article."""

    article: Article
    annotation: Annotation
    sentence: Sentence

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.article.text[self.sentence.start : self.sentence.end]


class Namer:
    """Find names of one kind.

    Args:
        kind: the kind.
        noun: by which the question asks for it.
        words: the archive's tokeniser.
        narrow: True where what is in quotation marks has to be called what the noun says (品牌).
        post: of people: the post that they have to hold, "" where any will do.
        text: the question.
        barred: of people: posts, as a pattern, that they must not hold; "" for none.
    """

    def __init__(
        self,
        kind: Kind,
        noun: str,
        words: Callable[[str], list[str]],
        narrow: bool = False,
        post: str = "",
        text: str = "",
        barred: str = "",
    ) -> None:
        self.post = post
        self.barred = re.compile(barred or "(?!)")
        said = [word for word in kind.words if word in noun] if kind.name == "leader" else []
        self.told = re.compile("|".join(said)) if said else kind.told  # 局长 are asked for, no other heads
        self.kind, self.noun, self.words = kind, noun, words
        self.rules: NamedRules = load_named_rules()
        self.narrow = narrow
        self.personal = self.rules.personal.search(text) is not None
        self.titles = Titles(self.rules, self.rules.endings(noun), noun, text.lower())
        own = self.rules.endings(noun) or (() if noun.isascii() else (noun,))
        self.endings = kind.endings or own
        self.things = tuple(dict.fromkeys(_LOOK.sub("", _FULL.sub("", ending)) for ending in self.endings))
        finders: dict[Sort, Callable[[Place], Iterator[Name]]] = {
            "person": self._people,
            "ending": self._ending,
            "quoted": self._quoted,
            "title": self._titles,
            "station": self._stations,
            "topic": self._topics,
        }
        self._find = finders[kind.sort]

    def names(self, place: Place) -> list[Name]:
        """Return the names in a sentence, in their order, each once."""
        found: dict[str, Name] = {}
        until = -1
        # Of names that begin or lie within one another the longest counts.
        for name in sorted(self._find(place), key=lambda name: (name.start, -name.end)):
            if name.end > until:
                found.setdefault(name.text, name)
                until = name.end
        return list(found.values())

    @property
    def sought(self) -> tuple[str, ...]:
        """Return what to look for where a question names nothing but the kind."""
        more = self.titles.holding if self.kind.sort == "title" else ()  # lists have no title marks
        return (*self.kind.words, *more) or self.things

    def labelled(self, text: str) -> list[Name]:
        """Return the names of a list behind a label that ends in the noun (优秀委员：甲　乙　丙).

        Args:
            text: of an article.
        """
        if self.kind.sort == "title":
            return [Name(*found) for found in self.titles.enumerated(text)]
        nouns = self.endings if self.kind.sort == "station" else self.kind.words
        if self.kind.sort not in ("person", "station") or not nouns:
            return []
        found = []
        for label in re.finditer(f"(?:{'|'.join(map(re.escape, nouns))})[：:]\\s*", text):
            at = label.end()
            while name := _LISTED.match(text, at):
                found.append(Name(name[1], name.start(1), name.end(1)))
                at = name.end()
        return found if len(found) > 1 else []

    def _people(self, place: Place) -> Iterator[Name]:
        base, text = place.sentence.start, place.text
        if self.kind.name == "photographer":
            for found in _CREDIT.finditer(text):
                name = "".join(found[1].split())
                yield Name(name, base + found.start(1), base + found.end(1))
            return
        for person in place.annotation.within(base, place.sentence.end):
            if person.kind == "person" and self._fits(person, place.article.text):
                yield Name(person.name, person.start, person.end)
        if not self.post:
            where, end = place.article.text, place.sentence.end
            callings = self.kind.words if self.kind.name in _CALLED else ()
            yield from (Name(*found) for found in enumerated(where, base, end, self.rules.count))
            yield from (Name(*found) for found in called(where, base, end, callings))

    def _fits(self, person: Mention, text: str) -> bool:
        before = text[max(0, person.start - 6) : person.start]
        post = person.post or (before if self.kind.told.pattern else "")
        if any(bar.search(post) for bar in (self.rules.byline, self.kind.never, self.barred)):
            return False
        if self.post and not holds(person.post, self.post):
            return False
        return bool(self.told.search(post))

    def _ending(self, place: Place) -> Iterator[Name]:
        base, text = place.sentence.start, place.text
        pattern = re.compile("|".join(self.endings)) if self.endings else None
        spans = []
        for found in pattern.finditer(text) if pattern else ():
            start = self._begins(text, found.start(), found.end())
            stem = text[start : found.start()]
            plain = self.rules.plain.fullmatch(stem) and found.group() not in self.rules.families
            sort = len(found.group()) == 1 == len(stem)  # 砖厂
            counted = sort or _COUNTING.search(text[: start + 1]) or _COUNTING.search(text[:start])
            if stem and not (counted or self.rules.plain.fullmatch(stem)) and len(stem) <= _LONGEST:
                spans.append((start, found.end()))
            elif not stem and not plain and len(found.group()) > 2 and self.noun in self.rules.families:
                spans.append(found.span())  # 九三学社 is a name without a stem
        yield from (Name(text[a:b], base + a, base + b) for a, b in spans)
        yield from self._examples(place)

    def _examples(self, place: Place) -> Iterator[Name]:
        """Yield the names of an enumeration before the noun (甲、乙等民营企业; 水务、卫健等部门)."""
        told = self.kind.told.pattern or "|".join(self.endings)
        if not told or self.rules.uncounted.intersection(self.endings):
            return
        base, text = place.sentence.start, place.text
        one = "[\u4e00-\u9fffA-Za-z]{2,12}"
        counted = "(?:[0-9一二三四五六七八九十]+[多余]?[个家])?"
        ending = f"等{counted}{_HAN}{{0,4}}?(?:{told})"
        for found in re.finditer(f"({one}?(?:[、和]{one}?)*){ending}", text):
            at = found.start(1)
            for part in re.split("[、和]", found[1]):
                start = self._begins(text, at + len(part), at + len(part)) if at == found.start(1) else at
                name = text[start : at + len(part)]
                if len(name) > 1 and not self.rules.plain.fullmatch(name):
                    yield Name(name, base + start, base + at + len(part))
                at += len(part) + 1

    def _begins(self, text: str, start: int, end: int) -> int:
        """Return where the name begins that goes on to an offset: behind the last word that is in no name."""
        border = max((m.end() for m in _BORDER.finditer(text, 0, start)), default=0)
        if _WHOLE.fullmatch(text[border:end]):
            return border  # 区住建局: no dictionary cuts it right
        at = end
        for word, tag in reversed(tagger()(text[border:end])):
            inside = at == end or at > start or tag in self.rules.inside
            if at - len(word) < border or not inside or (word in self.rules.cut and at <= start):
                break
            at -= len(word)
        return min(at, start)

    def _counted(self, before: str, base: int, printed: str) -> Iterator[Name]:
        """Yield the stations of a counted enumeration of places (甲区、乙镇两处会客厅)."""
        found = _PLACES.search(before)
        if found is None:
            return
        first, *others = found[1].split("、")
        at = self._begins(before, found.start() + len(first), found.start() + len(first))
        for part in (before[at : found.start() + len(first)], *others):
            yield Name(part + printed, base + at, base + at + len(part))
            at += len(part) + 1

    def _quoted(self, place: Place) -> Iterator[Name]:
        base, text = place.sentence.start, place.text
        told = "|".join(self.endings) if self.narrow else self.kind.told.pattern
        behind = re.compile(f"(?:[、和与]?“[^“”]*”)*{self.rules.between}(?:{told})")
        before = re.compile(f"(?:{told}){self.rules.before}$")
        consults = self.rules.consulting.search(self.noun) is not None and self.kind.name == "method"
        for found in _QUOTED.finditer(text):
            if found[1][-1] in "，。；！？" or "、" in found[1] or _NUMBERED.fullmatch(found[1]):
                continue
            if consults and not self.rules.consulting.search(text):
                continue
            inside = re.search(f"(?:{told})", found[1][-4:]) is not None
            ahead, rest = text[: found.start()], text[found.end() : found.end() + _REACH]
            coined = self.rules.coined.search(ahead) and re.search(told, _CLAUSES.split(rest)[0])
            own = consults and self.rules.consult.search(found[1]) and self.rules.local.search(ahead)
            if inside or coined or own or behind.match(text, found.end()) or before.search(ahead):
                yield Name(found[1], base + found.start(1), base + found.end(1))

    def _titles(self, place: Place) -> Iterator[Name]:
        within = self.titles.within(place.article.text, place.sentence.start, place.sentence.end)
        yield from (Name(*found) for found in within)

    def _topics(self, place: Place) -> Iterator[Name]:
        base, text = place.sentence.start, place.text
        for found in _QUOTED.finditer(text):
            before = text[max(0, found.start() - 12) : found.start()]
            if re.search(f"(?:{self.kind.told.pattern})(?:“[^”]*”[、和])*$", before):
                yield Name(found[1], base + found.start(1), base + found.end(1))

    def _stations(self, place: Place) -> Iterator[Name]:
        """Yield the stations that are named by their town (甲镇、乙镇委员工作站), or in quotation marks."""
        base, text = place.sentence.start, place.text
        things = self.things
        own = [m.end - base for m in place.annotation.within(base, place.sentence.end) if m.kind == "place"]
        words = frozenset(self.words(text))
        towns = [n for kind in ("town", "village") for n in town_names(text, kind, own, words)]
        for found in re.finditer("|".join(map(re.escape, things)), text):
            head = _STATION.search(text, 0, found.start())
            at = head.start() if head else found.start()
            printed = text[at : found.end()].removeprefix("的")
            if self.personal:
                break  # only what stands in quotation marks has such a name
            yield from self._counted(text[:at], base, printed)
            while town := next((t for t in towns if text.endswith(t, 0, at)), ""):
                yield Name(town + printed, base + at - len(town), base + at)
                at -= len(town)
                if not _JOINED.search(text, 0, at):
                    break
                at -= 1
        if self.personal and (named := whose_name(place.article.text, place.annotation, place.sentence)):
            yield Name(named.name, named.start, named.end)
        for found in _QUOTED.finditer(text):
            number = text[found.end() : found.end() + 1].isdigit()
            called = found[1][-1] in {thing[-1] for thing in things} and len(found[1]) > 3 and not number
            if called and (not self.personal or of_person(found[1])):
                yield Name(found[1], base + found.start(1), base + found.end(1))


def bare(name: str) -> str:
    """Return a name without marks, by which names are compared."""
    return _BARE.sub("", name)
