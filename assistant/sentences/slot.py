"""Whether a figure near the best sentences counts what a question for a number wants counted.

Sentences are ranked by all words of a question; a figure of something else beside them (14 companies, where
their workers are asked for) is no answer. Only of places of the archive's own province: how papers tell these
is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.lists.paraphrase import load_thesaurus
from assistant.records import Question
from assistant.sentences.candidates import Candidate
from assistant.sentences.clues import load_clues
from assistant.sentences.focus import WRITER
from assistant.sentences.fulfilled import figured_about
from assistant.sentences.partly import asks_members, asks_seen, was_gathered, was_seen
from assistant.sentences.slotrules import load_slot_rules
from assistant.sentences.sought import Sought
from assistant.sentences.tally import mistold
from index.mentions.lexicon import lexicon
from index.mentions.wordlists import tagger
from index.records import Mention
from index.words import compact, solid

_MARKS = re.compile("[,，;；:：。！!？?]")
_NAME = (2, 3)  # characters of a name
_DOES = tuple("在对就于带提讲说是为当任")  # what stands behind the name of somebody who does something
_KNOWN = 3  # characters of a noun that is no chance cut of others
_HALF = 0.5  # share of a noun's characters that other words hold by chance
_NUMERAL = "[0-9一二两三四五六七八九十百千万亿半几数]"
_ASKING = re.compile("多少|几")
_NAMES = re.compile("哪几|第(?:几|多少)")  # asks which ones they are, not how many
_NOMINAL = frozenset({"vn", "an"})


def unfilled(question: Question, sought: Sought, shown: Sequence[Candidate]) -> bool:
    """Say whether nothing shown counts what is asked for.

    Args:
        question, sought: the question; of one that goes on with another it is not said in full what is.
        shown: the best sentences, best first.
    """
    if question.kind not in ("number", "count") or question.context or question.yes_no:
        return False
    said = compact(question.text)
    if not shown:
        return False
    if question.language == "zh" and not _ASKING.search(_NAMES.sub("", said)):
        return False
    if question.language == "zh" and _no_people(said, shown):
        return True
    if _no_unit(question, sought, shown):
        return True
    if question.language != "zh":
        return False
    alone = len(_ASKING.findall(said)) == 1  # 几类，各几次 asks in two units
    if alone and not any(figured_about(question, sought, candidate) for candidate in shown):
        return True
    if alone and _no_attribute(said, shown):
        return True
    if alone and mistold(said, shown):
        return True
    some = _only_seen(question, said, shown[0]) or _only_some(question, shown[0])
    return some or _no_noun(question, said, shown) or _no_sort(said, shown[0])


def nameless(question: Question, shown: Sequence[Candidate]) -> bool:
    """Say whether somebody's name is asked for and nobody is named where the question seems to be answered.

    Args:
        question: the question.
        shown: the best sentences, best first.
    """
    rules = load_slot_rules()
    said = compact(question.text) if question.language == "zh" else question.text.lower()
    led = rules.leading.search(said)
    placed = question.places or (led and shown[0].article.place_code)
    asked = question.kind == "who" and placed and not question.context and not question.byline
    if not asked or not rules.naming.search(said):
        return False
    # Who leads is often told in a sentence of its own; of whom else nothing is told is seen beside the best.
    own = [c for c in shown if c.article.article_id == shown[0].article.article_id]
    return not any(map(_names_somebody, own if led else own[:1]))


def strangers(question: Question, ranked: Sequence[Candidate]) -> bool:
    """Say whether it is asked what somebody said or did of whom the report that seems to answer has nothing.

    Args:
        question: the question.
        ranked: the sentences that may answer, best first; other reports of them know who is a person.
    """
    if question.kind == "who" or question.yes_no or question.context:
        return False
    said, report = compact(question.text), ranked[0].article
    told = solid(f"{report.title}{report.text}{report.byline or ''}")
    annotations = {c.article.article_id: c.annotation for c in ranked}.values()
    people = {m.name for told_of in annotations for m in told_of.mentions if m.kind == "person"}
    named = [name for name in people if len(name) > 1 and name in said]
    named += [g[0] for g in question.groups if len(g) == 1 and _begins_with_name(said, g[0])]
    if named and not any(name in told for name in named):
        return True
    # A county has one head and one secretary: where the report names none, it does not tell of them.
    return any(not re.search(f"(?<!副){post}", told) for post in load_slot_rules().heads.findall(said))


def _begins_with_name(said: str, word: str) -> bool:
    """Say whether a question begins with the name of a person who said or did something."""
    if len(word) not in _NAME or word[0] not in lexicon().common or not said.startswith(word):
        return False
    return said[len(word) : len(word) + 1] in _DOES


def _names_somebody(candidate: Candidate) -> bool:
    """Say whether a sentence or one beside it names a person who is not its writer."""
    sentences = candidate.around
    around = candidate.annotation.within(sentences[0].start, sentences[-1].end)
    people = (m for m in around if m.kind == "person" and not WRITER.search(m.post))
    return any(people) or load_slot_rules().titled.search(_near(candidate)) is not None


def _no_unit(question: Question, sought: Sought, shown: Sequence[Candidate]) -> bool:
    """Say whether no number in the units asked for stands in or beside the sentences."""
    if not question.units:
        return False
    written = load_clues().unit(sought.text, True) or sought.unit
    for candidate in shown:
        text = _near(candidate)
        if written and written.search(text):
            return False
        if any(m.unit in question.units for _, m in _figures(candidate)):
            return False
        if any(re.search(f"{_NUMERAL}{re.escape(unit)}", text) for unit in question.units):
            return False
    return True


def _no_people(said: str, shown: Sequence[Candidate]) -> bool:
    """Say whether people are to be counted and no number of people stands in or beside the sentences."""
    rules = load_slot_rules()
    return bool(rules.people.search(said)) and not any(rules.peopled.search(_near(c)) for c in shown)


def _no_noun(question: Question, said: str, shown: Sequence[Candidate]) -> bool:
    """Say whether the noun behind the asking word stands in no sentence that has a figure, nor beside one."""
    noun = _noun(said)
    if not noun or load_slot_rules().idle.fullmatch(noun):
        return False
    pieces = [piece for piece in question.pieces if noun in piece or piece[0].endswith(noun)]
    if not pieces and len(noun) < _KNOWN:
        return False  # no word that is known as one: 镇设
    names = [noun, *load_thesaurus().told.get(noun, ()), *(name for piece in pieces for name in piece)]
    own = [c for c in shown if c.article.article_id == shown[0].article.article_id]
    if any(name in solid(c.text) for c in own if _counts(c) for name in names):
        return False
    told = {_clause(c, m) for c in own for _, m in _figures(c)}
    return all(_held(noun, names, text) <= _HALF for text in told)


def _noun(said: str) -> str:
    """Return the last word of the nouns right behind the last asking word for a number; "" without any."""
    asked = list(re.finditer(f"(?:多少|几)(?:[{load_clues().measures}]次?)?", said))
    rest = _MARKS.split(said[asked[-1].end() :])[0] if asked else ""
    noun = ""
    for word, tag in tagger()(rest):
        if tag[0] not in "nlij" and tag not in _NOMINAL:
            break
        noun = word
    return noun if len(noun) > 1 else ""


def _no_attribute(said: str, shown: Sequence[Candidate]) -> bool:
    """Say whether nothing near tells of what it is asked how much it is (企业的产值是多少)."""
    found = load_slot_rules().attribute.search(said)
    if found is None or load_slot_rules().idle.fullmatch(found["noun"]):
        return False
    names = [found["noun"], *load_thesaurus().told.get(found["noun"], ())]
    own = [c for c in shown if c.article.article_id == shown[0].article.article_id]
    return all(_held(found["noun"], names, _near(c)) <= _HALF for c in own)


def _no_sort(said: str, best: Candidate) -> bool:
    """Say whether a sort of a whole is asked for (提案里卫生类的有多少件) of which nothing near tells."""
    found = load_slot_rules().sort.search(said)
    if found is None or load_slot_rules().idle.fullmatch(found["sort"]):
        return False
    names = [found["sort"], *load_thesaurus().told.get(found["sort"], ())]
    told = [_clause(best, mention) for _, mention in _figures(best)] or [_near(best)]
    return all(_held(found["sort"], names, text) <= _HALF for text in told)


def _only_seen(question: Question, said: str, best: Candidate) -> bool:
    """Say whether every figure that may answer counts what somebody went to see, and it is not asked for."""
    if not best.focus or asks_seen(question):
        return False
    return all(was_seen(best.article.text, best.sentence.start, m) for m in best.focus)


def _only_some(question: Question, best: Candidate) -> bool:
    """Say whether all members are asked for and every figure counts some that went somewhere together."""
    if not best.focus or not asks_members(question):
        return False
    return all(was_gathered(best.article.text, best.sentence.start, m) for m in best.focus)


def _held(noun: str, names: Sequence[str], text: str) -> float:
    if any(name in text for name in names):
        return 1.0
    # 慰问 is no 慰问金: the last character says what it is.
    return sum(letter in text for letter in set(noun)) / len(set(noun)) * (noun[-1] in text)


def _counts(candidate: Candidate) -> bool:
    """Say whether a sentence has a figure itself."""
    start, end = candidate.sentence.start, candidate.sentence.end
    return any(m.kind == "quantity" for m in candidate.annotation.within(start, end))


def _figures(candidate: Candidate) -> Iterator[tuple[int, Mention]]:
    """Yield the figures of a sentence and of those beside it."""
    for sentence in candidate.around:
        for mention in candidate.annotation.within(sentence.start, sentence.end):
            if mention.kind == "quantity":
                yield sentence.start, mention


def _clause(candidate: Candidate, mention: Mention) -> str:
    """Return what stands between the marks about a figure, folded."""
    text = candidate.article.text
    before = _MARKS.split(text[max(0, mention.start - 60) : mention.start])[-1]
    return solid(before + _MARKS.split(text[mention.start : mention.end + 60])[0])


def _near(candidate: Candidate) -> str:
    around = candidate.around
    told = f"{candidate.article.title}。{candidate.article.text[around[0].start : around[-1].end]}"
    return solid(told)
