"""Towns, villages and communities as rows (哪些镇的委员工作站): they stand in texts, not in the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.evidence import Evidence, Finder, Matches
from assistant.lists.rows import cite_with_place, clause, date_of
from assistant.lists.showing import about, marks
from assistant.parsing.kinds import load_named_rules
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question, Row
from assistant.wording import place_name, say, when
from index.mentions.wordlists import tagger
from index.places import Gazetteer
from index.records import Sentence

_COUNTED = "等?(?:[一二两三四五六七八九十]{1,2}|[0-9]{1,2})个?"  # 甲、乙、丙三个镇
_HAN = re.compile("[\u4e00-\u9fff]+")
_MANY = 1000  # reports; of more, a list of every town would say nothing
_ONE_SORT = ("村", "社区", "街道")  # other nouns mean any town or village
_REPORT = re.compile(r"[那这]一?篇|(?:报道|稿子?|文章|综述)[里中]|\bin the (?:report|article|story)")
_VERBAL = frozenset({"v", "vd", "p", "d", "c", "r", "ad", "zg"})  # parts of speech of which no name is made
_NO_THINGS = "村镇乡县市区州省人家地会报里"  # nouns of one character that say nothing of what is asked
_STEM = "[\u4e00-\u9fff]{2,4}?"
_CLAUSE = re.compile("[，,。；;：:！？]")


class Towns:
    """Answer which towns or villages reports name with a thing."""

    def __init__(self, finder: Finder, gazetteer: Gazetteer) -> None:
        self.finder = finder
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return one row per town or village; None for other questions or where none is named."""
        if question.asked != "town":
            return None
        rules = load_row_rules().town
        beyond = load_named_rules().beyond_paper(question.groups)
        question = replace(question, groups=tuple(g for g in beyond if not set(g) & set(rules.any)))
        bare = not (question.groups or question.activities)
        named = question.mention or load_row_rules().paper.search(question.text.lower())
        if bare and not (question.places or question.times or (named and self._few(question))):
            return None
        if bare and _dropped(question.text):
            return None  # its sentence is looked for by what was said, not every town named
        matches = self._matches(question, bare)
        citer = Citer()
        rows: dict[tuple[str, str], Row] = {}
        for item in matches.evidence:
            for name, naming in self._named(item, question):
                code = item.acting[0].code if item.acting else ""
                name = next((n for n, c in rows if c == code and name in (n[:-1], n + name[-1])), name)
                known = rows.get((name, code))
                cited = tuple(cite_with_place(item, code, citer))
                if naming != item.sentence:
                    cited = (*cited, citer.cite(item.article, naming.start, naming.end))
                if known is None:
                    rows[name, code] = Row(
                        name, code, "", "mentioned", None, "", clause(item), date_of(item), cited
                    )
        if not rows:
            return None
        lines = [say("list.towns", question.language, n=len(rows))]
        lines += [self._line(question, row) for row in rows.values()]
        lines += ["", coverage_line(question, matches.coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows.values()), citer.citations, matches.coverage)

    def _matches(self, question: Question, bare: bool) -> Matches:
        """Return the sentences that may name the towns: of the reports meant, where these are asked about."""
        every = replace(question, groups=(load_row_rules().town.any,), activities=(), words=())
        if bare:
            return self.finder.find(every)
        found = self.finder.find(question)
        if not _REPORT.search(question.text.lower()):
            return found
        meant = {e.article.article_id for e in found.evidence}
        named = self.finder.find(every)
        return replace(named, evidence=[e for e in named.evidence if e.article.article_id in meant])

    def _few(self, question: Question) -> bool:
        """Say whether so few reports can name a town that all of them may be listed."""
        rows = self.finder.archive.candidates([load_row_rules().town.any], question.filters)
        return len(rows) <= _MANY

    def _named(self, item: Evidence, question: Question) -> Iterator[tuple[str, Sentence]]:
        """Yield the towns of which a sentence tells, each with the sentence that names it.

        Where the sentence with the thing names none, it is the last town named before it in its paragraph.
        """
        at = item.position - item.sentence.start if question.groups else -1
        text, names = item.text, self._towns(item, item.sentence, question)
        # With a thing, the town is the one whose thing it is: they stand in one clause.
        of_report = _REPORT.search(question.text.lower()) is not None
        own = [n for n in names if at < 0 or of_report or _CLAUSE.search(text, _begin(text, n), at) is None]
        yield from ((name, item.sentence) for name in own)
        if names or at < 0:
            return
        before = [
            s
            for s in item.annotation.sentences
            if s.paragraph == item.sentence.paragraph and s.start < item.sentence.start
        ]
        for sentence in reversed(before):
            if told := self._towns(item, sentence, question):
                yield told[-1], sentence
                return

    def _towns(self, item: Evidence, sentence: Sentence, question: Question) -> list[str]:
        said = question.text.lower()
        village = any(word in said for word in ("村", "社区", "village", "communit"))
        town = not village or any(word in said for word in ("town", "镇"))
        start, text = sentence.start, item.article.text[sentence.start : sentence.end]
        spans = [m.end - start for m in item.annotation.within(start, sentence.end) if m.kind == "place"]
        words = frozenset(self.finder.tokeniser.words(text))
        kinds = [kind for kind, asked in (("town", town), ("village", village)) if asked]
        names = [name for kind in kinds for name in town_names(text, kind, spans, words)]
        only = question.said_noun if question.said_noun in _ONE_SORT else ""
        return [name for name in names if name.endswith(only)]

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        told = about((where, when(row.date, question.language), row.detail), question.language)
        return f"- **{row.name}**{told} {marks(dict.fromkeys(row.citations))}"


def _dropped(text: str) -> bool:
    """Say whether a question names a thing by one character, which no reading takes up (窖里存的水)."""
    found = (word for word, tag in tagger()(text) if tag in ("n", "ng"))
    return any(len(word) == 1 and word not in _NO_THINGS for word in found)


def _begin(text: str, name: str) -> int:
    """Return where a name begins, that of a series by its part before the noun (甲、乙两个镇)."""
    return text.find(name if name in text else name.removesuffix("街道").rstrip("镇乡村"))


def town_names(text: str, kind: str, after: Sequence[int], words: Collection[str] = ()) -> list[str]:
    """Return the names of towns in a text, in order, each once.

    Args:
        text: a sentence.
        kind: "town" or "village".
        after: offsets at which the name of a county ends: a name may begin there.
        words: the words of the text; a name may begin where one ends, if it begins nowhere more surely.
    """
    found: dict[str, None] = {}
    rules = load_row_rules().town

    def named(begin: int, end: int) -> bool:
        stem = text[begin:end]
        plain = begin >= 0 and bool(_HAN.fullmatch(stem)) and not stem.startswith("不")  # 不出乡
        if plain and len(stem) == 2 and stem[-1] == "大" and text[begin - 1 : begin] == "、":
            return True  # 甲镇、乙大镇: among names it is one, 产粮大镇 is none
        # 西北新村社区 is called after a village; 居民向社区 and 感谢社区 are no names.
        if text[end : end + 2] == "社区" and len(stem) > 2 and stem[-1] == "村":
            stem = stem[:-1]
        tags = [tag for _, tag in tagger()(stem)] if text[end : end + 2] == "社区" else []
        own = not _VERBAL.intersection(tags) and not (tags and len(stem) == 1)
        return plain and own and not rules.generic.search(stem) and not rules.other.search(stem)

    for match in rules.kinds[kind].finditer(text):
        begins = [match.start() - size for size in (2, 3, 1, 4) if named(match.start() - size, match.start())]
        sure = [b for b in begins if b in after or rules.border.match(text, b)]
        ends = [b for b in begins if match.start() - b in (2, 3) and text[max(0, b - 2) : b] in words]
        if sure or ends:
            found.setdefault(text[(sure or ends)[0] : match.end()])
        elif listed := re.search(f"({_STEM}(?:、{_STEM})+){_COUNTED}(?P<any>乡?)$", text[: match.start()]):
            # What is before the first of them is the sentence's own (在甲、乙).
            first, *others = listed[1].split("、")
            first = first[max((m.end() for m in rules.other.finditer(first)), default=0) :]
            kind = "" if listed["any"] else match.group()  # 三个乡镇: each is the one or the other
            found.update((f"{stem}{kind}", None) for stem in (first, *others))
    return list(found)
