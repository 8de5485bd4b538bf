"""Find what a question is about: terms and words, in the language of the archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.parsing.pieces import Piece, words_of
from assistant.parsing.rules import QuestionRules
from assistant.parsing.shortnames import find_short
from index.english import Part
from index.mentions.names import name_at
from index.terms import Term, Terms
from index.words import fold

_QUOTED = re.compile('[“"「『《]([^”"」』》]{2,30})[”"」』》]')
_LINK = re.compile(
    r"^(?:[过了]?(?:[、/]|和|与|或|及|以及|或者|还是|等)(?:集体|专题|实地|专项|联合|重点|现场)?(?:搞|做|办|开展|进行|组织|举办|召开|开)?[过了]?|(?:、|或者?|还是)[\u4e00-\u9fff]{1,3}|\(?(?:包括|含|也包括|比如|例如|如)"
    r"|,? ?(?:and|or|and/or|including|such as|like|incl\.) ?)$"
)
_COMMA = re.compile(", ?$")  # it goes on with an English list; in Chinese a clause ends there
# An English list goes on over words that no term covers; what stands in brackets says it again.
_APART = "with|for|to|into|on|about|from|by|as|than|that|which|who|whose|where"  # an item ends before it
_LISTED = re.compile(
    rf"^(?:[ \x00](?!(?:{_APART})\b)[\w’'\-\x00]+){{0,3}}(?: ?\(|,|,? or\b)(?: ?[\w’'\-\x00]+){{0,2}} ?$"
)
_HAN = re.compile("[\u4e00-\u9fff]+")
_TOKEN = re.compile("[A-Za-z0-9.%]+|[\u4e00-\u9fff]+")
BLANK = "\x00"
_TOWN_END = re.compile("(?:镇|乡|街道|社区|村)(?=.{2})")
_TOWN_NAME = re.compile("[\u4e00-\u9fff]{2}(?<![各个几些全每乡区县市的是和与及或在建设省部])$")
_OR = re.compile(r"或|\bor\b")
_ENDED = re.compile("[了过]$")  # 学习传达了 is 学习传达
_OF_BODY = re.compile("^[省市州县区]?(?:人民)?政协")  # 政协常委会会议 is any 常委会会议 of these papers
_SHARING = 4  # characters of a word whose head may serve a second one


@dataclass(slots=True)
class Subject:
    """What was found: groups of alternatives, mere words beside them, pieces for ranking, words of no use.

    Loose are mere words beside a subject, as they were said: they rank sentences and limit no list.
    """

    groups: list[tuple[str, ...]] = field(default_factory=list)
    activities: list[tuple[str, ...]] = field(default_factory=list)
    words: list[tuple[str, ...]] = field(default_factory=list)
    loose: list[tuple[str, ...]] = field(default_factory=list)
    pieces: list[tuple[str, ...]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    def meet(self, meetings: tuple[str, ...], text: str) -> None:
        """Take meetings into the subject: as an alternative of doings where either will do (开会或者调研)."""
        if self.activities and _OR.search(text):
            self.activities[-1] = tuple(dict.fromkeys((*self.activities[-1], *meetings)))
        else:
            self.groups.append(meetings)


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the given spans blanked out, every offset kept."""
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def chinese(
    text: str,
    rules: QuestionRules,
    terms: Terms,
    cut: Sequence[str],
    phrases: Iterable[tuple[int, int]] = (),
    apart: bool = False,
) -> Subject:
    """Find the subject of a Chinese question.

    Args:
        text: the folded question with its places and dates blanked out.
        rules: the rules of questions.
        terms: the domain's terms.
        cut: the words of the question, from the tokeniser.
        phrases: stretches that are to be taken as they stand (十届十三次).
        apart: True where things named side by side are each needed, not one or the other.

    Returns:
        The subject; phrases, quoted strings and domain terms count as said, the rest is cut into words.
    """
    pieces = [Piece(start, end, (text[start:end],), False) for start, end in phrases]
    quoted = (m for m in _QUOTED.finditer(text) if BLANK not in m[1])  # what a sign has used is no phrase
    pieces += [Piece(m.start(1), m.end(1), (m.group(1),), False) for m in quoted]
    rest = blank(text, ((p.start, p.end) for p in pieces))
    rest = rules.ask.sub(lambda m: BLANK * len(m.group()), rest)
    for start, end, term in terms.find(rest):
        start = _behind_town(rest, start, end, terms)
        said = rest[start:end]
        if len(said) > 1 and not {said, term.name} & rules.stop["zh"] and not _is_founding(term.words, rules):
            halves = _halves(_ENDED.sub("", said), rules)
            activity = bool(halves) or said in rules.activities or _is_activity(term, rules)
            names = tuple(dict.fromkeys((*_names(said, term, activity), *halves)))
            pieces.append(Piece(start, end, names, activity))
    rest = blank(rest, ((p.start, p.end) for p in pieces))
    pieces += [Piece(a, b, (text[a:b],), False) for a, b in _people(rest, cut)]
    rest = blank(rest, ((p.start, p.end) for p in pieces))
    pieces += [Piece(a, b, term.words, False) for a, b, term in find_short(rest, terms, rules.things)]
    rest = blank(rest, ((p.start, p.end) for p in pieces))
    for found in _TOKEN.finditer(rest):
        pieces += words_of(
            found.group(), found.start(), cut, rules, listed=text[: found.start()].endswith("、")
        )
    return _grouped(text, _coupled(text, sorted(pieces, key=lambda p: p.start), rules), apart)


def _behind_town(text: str, start: int, end: int, terms: Terms) -> int:
    """Return where a term begins that a town's name runs into (平泉镇委员工作站: 委员工作站)."""
    town = _TOWN_END.match(text, start)
    if town is None or not _TOWN_NAME.search(text[:start]):
        return start
    return town.end() if terms.get(text[town.end() : end]) else start


def _coupled(text: str, pieces: Sequence[Piece], rules: QuestionRules) -> list[Piece]:
    """Return the pieces with two verbs that stand together as one (视察调研): either will do."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and last.activity and piece.activity and _halves(text[last.start : piece.end], rules):
            names = tuple(dict.fromkeys((*last.names, *piece.names)))
            found[-1] = replace(last, end=piece.end, names=names)
        else:
            found.append(piece)
    return found


def _names(said: str, term: Term, activity: bool) -> tuple[str, ...]:
    """Return the words for a term, the one that was said first.

    Of doings and events the more general words are left out (专题调研 is asked for, not any 调研).
    """
    narrow = activity or term.topic == "meeting"
    bare = _OF_BODY.sub("", said)
    meeting = (said[:-1],) if said.endswith("会议") and len(said) > 3 else ()  # a 协商会议 is a 协商会
    words = [w for w in term.words if not (narrow and w not in (said, bare) and w in said)]
    return tuple(dict.fromkeys((said, *meeting, *words)))


def _halves(said: str, rules: QuestionRules) -> tuple[str, ...]:
    """Return the two verbs of a compound of doings (学习传达): either will do; empty where it is none."""
    parts = (said[:2], said[2:])
    if said in rules.whole:
        return ()
    return parts if len(said) == 4 and all(part in rules.activities for part in parts) else ()


def _is_founding(names: Sequence[str], rules: QuestionRules) -> bool:
    """Say whether a term is a verb of founding: what a sentence asserts is judged, not its words."""
    return any(name in rules.founding_words for name in names)


def _is_activity(term: Term, rules: QuestionRules) -> bool:
    return term.topic == "action" or term.name in rules.activities


def _all_activities(names: Sequence[str], rules: QuestionRules, terms: Terms) -> bool:
    found = [term for name in names if (term := terms.get(name))]
    return any(_is_activity(term, rules) for term in found)


def english(
    text: str, rules: QuestionRules, terms: Terms, apart: bool = False, known: Sequence[Part] = ()
) -> Subject:
    """Find the subject of an English question, in Chinese terms; what has none is left unused.

    Args:
        text: the folded question with its places and dates blanked out.
        rules: the rules of questions.
        terms: the domain's terms.
        apart: True where things named side by side are each needed.
        known: parts of the question in the words of the archive, for words that are no terms.
    """
    pieces = [
        Piece(m.start(1), m.end(1), (m.group(1),), False) for m in _QUOTED.finditer(text) if _HAN.search(m[1])
    ]
    rest = blank(text, ((p.start, p.end) for p in pieces))
    # A name with its kind goes before the kind alone (Shangqin town is no town).
    called = [p for p in known if p.how == "name" and " " in p.said and BLANK not in rest[p.start : p.end]]
    pieces += [Piece(p.start, p.end, p.chinese, False) for p in called]
    rest = blank(rest, ((p.start, p.end) for p in called))
    for start, end, names in terms.find_english(rest):
        if rest[start:end].lower() not in rules.stop["en"] and not _is_founding(names, rules):
            pieces.append(Piece(start, end, tuple(names), _all_activities(names, rules, terms)))
    rest = blank(rest, ((p.start, p.end) for p in pieces))
    fitting = list(_fitting(known, rest, rules.stop["en"]))
    found = [Piece(p.start, p.end, p.chinese, False, p.how == "name", p.how == "name") for p in fitting]
    pieces += found
    rest = blank(rest, ((p.start, p.end) for p in found))
    unused = []
    for token in re.finditer(r"[A-Za-z][A-Za-z'\-]*|[0-9][0-9.,%]*|[\u4e00-\u9fff]+", rest):
        word = token.group()
        if _HAN.match(word) or word[0].isdigit():
            pieces.append(Piece(token.start(), token.end(), (word,), False, said=bool(_HAN.match(word))))
        elif word.lower().removesuffix("'s") not in rules.stop["en"]:
            unused.append(word)
    subject = _grouped(text, sorted(pieces, key=lambda p: p.start), apart)
    subject.unused = unused
    told = {tuple(fold(name) for name in part.chinese): part.said.lower() for part in fitting}
    subject.loose = [(told.get(names, names[0]),) for names in subject.loose]
    return subject


def _fitting(known: Iterable[Part], rest: str, stop: frozenset[str]) -> Iterator[Part]:
    """Yield parts from a word list, or told by their sound, that no term covers and that say something."""
    for part in known:
        said = rest[part.start : part.end].lower()
        if part.how in ("dictionary", "name") and BLANK not in said and not stop.issuperset(said.split()):
            yield part


def _people(text: str, cut: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where names of people stand at the beginnings of stretches that no term covers."""
    # What somebody wrote (甲某某写过) is asked for often; the verb is none that follows names in news.
    plain = text.replace(BLANK, "，").replace("写", "，")
    for chunk in _TOKEN.finditer(text):
        end = name_at(plain, chunk.start(), "none")
        if end is not None and text[chunk.start() : end] not in cut:
            yield chunk.start(), end


def _share_head(subject: Subject, last: Piece, piece: Piece, between: str) -> None:
    """Add what a second word means with the head of the first: 提案办理、交办 is also 提案交办."""
    target = subject.activities if last.activity else subject.groups
    if _LINK.match(between) and target and len(piece.names[0]) == 2:
        target[-1] = tuple(dict.fromkeys((*target[-1], last.names[0][:-2] + piece.names[0])))


def _linked(text: str, last: Piece, piece: Piece) -> bool:
    """Say whether a piece is an alternative of the one before it: things, or doings, that 和 joins."""
    return last.activity == piece.activity and _joined(text, last, piece)


def _joined(text: str, last: Piece, piece: Piece) -> bool:
    if not (last.joins and piece.joins):
        return False
    between = text[last.end : piece.start]
    said = between.removeprefix(")").strip('“”"《》 ')  # members' bookroom (委员书屋) or reading corner
    comma = _COMMA.match(said) and not _HAN.fullmatch(text[last.end - 1 : last.end])
    joined = _LINK.match(said) or comma or (" or " in text and _LISTED.match(between))
    return bool(joined)


def _promoted(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, a mere word that is joined to a term counting as said like the term (老师、教授)."""
    kept = list(pieces)
    order = list(range(1, len(kept)))
    for i in (*order, *reversed(order)):
        one, two = kept[i - 1], kept[i]
        if one.activity != two.activity and _OR.search(text[one.end : two.start]) and _joined(text, one, two):
            # Of a doing and an event that either will do, neither is needed more (an inspection or a rating).
            one, two = replace(one, activity=True), replace(two, activity=True)
            kept[i - 1], kept[i] = one, two
        if one.said != two.said and _linked(text, one, two):
            kept[i - 1], kept[i] = replace(one, said=True), replace(two, said=True)
    return kept


def _grouped(text: str, pieces: Sequence[Piece], apart: bool = False) -> Subject:
    """Make groups of alternatives: pieces joined by 和, 或, 、 or "or" are alternatives of each other.

    Mere words limit the search only where nothing that is said as a term or a phrase does; beside doings
    alone they are the first to be given up.
    """
    subject = Subject()
    mere = {p.start for p in pieces if not p.said}
    pieces = pieces if apart else _promoted(text, pieces)
    needed = any(p.said and not p.activity for p in pieces)
    doings = any(p.said and p.activity for p in pieces)
    last: Piece | None = None
    for piece in pieces:
        names = tuple(dict.fromkeys(fold(n) for n in piece.names))
        subject.pieces += [names] if names not in subject.pieces else []
        if last is not None and piece.start in mere and len(last.names[0]) >= _SHARING:
            _share_head(subject, last, piece, text[last.end : piece.start])
        if not piece.said and not piece.activity and (needed or doings):
            (subject.loose if needed else subject.words).append(names)
            continue
        target = subject.activities if piece.activity else subject.groups
        linked = last is not None and _linked(text, last, piece)
        if linked and target and not apart:
            target[-1] = tuple(dict.fromkeys((*target[-1], *names)))
        elif not any(set(names) <= set(group) for group in target):
            target.append(names)
        last = piece
    return subject
