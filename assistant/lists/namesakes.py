"""Names of people in the names of things: 某某某委员工作室, a studio that was named after her."""

from __future__ import annotations

import re

from index.mentions.names import name_at
from index.records import Annotation, Mention, Sentence

_THING = re.compile("(?:的?(?:政协)?(?:委员)?(?:联络|联系|议事|会客|工作|基层|协商)*[站室厅会])$")
_AFTER = re.compile("以[她他其](?:本人|自己|个人)?的?(?:名字|姓名|名)命名")
_LONGEST = 4  # characters of a name


def of_person(name: str) -> bool:
    """Say whether the name of a studio is that of a person (某某某委员工作室)."""
    stem = _THING.sub("", name)
    return 1 < len(stem) <= _LONGEST and name_at(f"{stem}、", 0) == len(stem)


def whose_name(text: str, annotation: Annotation, sentence: Sentence) -> Mention | None:
    """Return the person after whom a sentence says that something was named (以她的名字命名), else None.

    Args:
        text, annotation: of the article; the person that it names last before is meant.
        sentence: the sentence.
    """
    found = _AFTER.search(text, sentence.start, sentence.end)
    people = annotation.within(0, found.start()) if found else ()
    return next((mention for mention in reversed(people) if mention.kind == "person"), None)


def first_name(text: str) -> str:
    """Return the name at the end of the first part of an enumeration (补许春某: 许春某)."""
    starts = (len(text) - size for size in (4, 3, 2) if size <= len(text))
    return next((text[at:] for at in starts if name_at(f"{text}、", at) == len(text)), text[-3:])
