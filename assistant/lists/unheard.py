"""Say whether a list asks what was done with a thing that no report of the archive names.

Of 哪些县学习了民法典 and 哪些县办过足球比赛 the rest (学习, 比赛) would list something else. Only what stands
right behind 了 or 过 is surely what was done; other words that are nowhere may be a way of speaking.
"""

from __future__ import annotations

import re

from assistant.lists.looking import Search
from assistant.lists.paraphrase import load_thesaurus
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.mentions.wordlists import tagger
from index.places import Gazetteer
from index.search import Archive
from index.words import fold

_THING = re.compile("n[zt]?")  # how the part-of-speech tagger marks nouns and names of things


def unheard(question: Question, archive: Archive, gazetteer: Gazetteer) -> str:
    """Return the thing that was done, where the archive has it nowhere in whatever words; else "".

    Args:
        question: as understood.
        archive: where to look.
        gazetteer: the names of its places.
    """
    if question.language != "zh" or not question.asked:
        return ""
    text, known, empty = fold(question.text), load_thesaurus(), load_row_rules().empty
    search = Search(archive, question, gazetteer)
    for piece in question.pieces:
        # One of several things that are named side by side may be nowhere.
        done = re.search(f"[了过]{re.escape(piece[0])}(?![、或和与及])", text)
        thing = done and _thing(piece[0]) and not empty.fullmatch(piece[0])
        if thing and not search.holds(known.wide(piece)):
            return piece[0]
    return ""


def _thing(word: str) -> bool:
    marks = [mark for _, mark in tagger()(word)]
    return len(marks) == 1 and bool(_THING.fullmatch(marks[0]))
