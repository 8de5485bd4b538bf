"""Posts: which one a question asks the holder of, and whether a printed post is that one."""

from __future__ import annotations

import re

from assistant.records import Question
from assistant.sentences.clues import Clues
from index.mentions.lexicon import lexicon
from index.words import compact

_LONGEST = 7
_DEPUTY = "副"
_CALLING = "人"
_TAKES = re.compile(
    "(?:同志)?(?:兼任|担任|出任|当选为?|任|为|当)(?P<post>[\u4e00-\u9fff]{2,12}?)(?=[，。；、,;]|$)"
)


def asked_post(question: Question, clues: Clues) -> str:
    """Return the head of the post whose holder a question asks for, "" where it asks for none.

    Args:
        question: as understood.
        clues: what such questions look like.
    """
    english = question.language == "en"
    text = question.text if english else compact(question.text)
    found = clues.holder[question.language].search(text)
    if not found:
        return ""
    if not english:
        post = head_of(found["post"] or found["held"])
        return "" if post.endswith(_CALLING) else post  # a 主持人 or 负责人 is whoever does it
    said = found["post"].lower()
    return next((post for begun, post in clues.posts.items() if said.startswith(begun)), "")


def body_of(question: Question, clues: Clues) -> str:
    """Return what stands before the post in a Chinese question: the place and the body (天锦苑社区党支部)."""
    text = compact(question.text)
    found = clues.holder["zh"].search(text)
    if not found or question.language != "zh":
        return ""
    if not found["post"]:
        return text[: found.start()].removesuffix("由")
    return found["post"].removesuffix(head_of(found["post"]))


def head_of(text: str) -> str:
    """Return the longest head of a post with which a text ends, "" where none does."""
    heads = lexicon().posts
    sizes = range(min(_LONGEST, len(text)), 1, -1)
    return next((text[-size:] for size in sizes if text[-size:] in heads), "")


def holds(printed: str, post: str) -> bool:
    """Say whether a printed post (县委副书记、县长) is the one asked for; 副主席 is no 主席.

    Args:
        printed: as it stands before a name.
        post: the head of a post.
    """
    return any(part.endswith(post) and not part.endswith(_DEPUTY + post) for part in printed.split("、"))


def takes(after: str, post: str) -> bool:
    """Say whether what follows a name tells that its bearer holds a post (某某任会长, 某某当选为副主席).

    Args:
        after: the text behind the name.
        post: the head of a post.
    """
    found = _TAKES.match(after)
    return found is not None and holds(found["post"], post)


def fits_level(printed: str, level: str) -> bool:
    """Say whether a printed post (县政协主席) may be one of a place: no county's is a prefecture's.

    Args:
        printed: as it stands before a name, without the name of a place.
        level: of the place that is asked about.
    """
    return level != "prefecture" or not printed.startswith(("县", "区"))


def plain(post: str) -> str:
    """Return a post without what makes it a deputy's: the string by which both are found."""
    return post.removeprefix(_DEPUTY)
