"""Where a person's name ends: Chinese names by family name, names of minorities by their characters."""

from __future__ import annotations

import re

from index.mentions.given import is_usual
from index.mentions.lexicon import DOTS, lexicon
from index.mentions.likely import (
    Before,
    doubtful,
    hopeless,
    is_word,
    likely_dotted,
    likely_end,
    likely_joined,
)
from index.mentions.wordlists import tagger

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_DOTTED = re.compile("[\u4e00-\u9fff]{1,8}(?:[·•‧・][\u4e00-\u9fff]{1,8}?)*[·•‧・]([\u4e00-\u9fff]{1,8})")
_WITHOUT_DOTS = {ord(dot): None for dot in DOTS}
_SPACED = re.compile("[ \u3000]{1,2}([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_SPACES = re.compile("[ \u3000]{1,2}(?=[\u4e00-\u9fff])")
_NAME_SIZES = (2, 3, 4)
_AT_IT = re.compile("正[把在带忙拿跟往向对给]")  # 慕容某正把……: he is at it
# Where the words of two and more characters stand in a name, by its length.
_PARTS = {size: [(i, j) for i in range(size) for j in range(i + 2, size + 1)] for size in (1, *_NAME_SIZES)}


def name_at(text: str, start: int, before: Before | None = None) -> int | None:
    """Return where the person's name that begins at an offset ends.

    Args:
        text: the whole text.
        start: the offset after a post, where a name would begin.
        before: what stands before it; then a name also ends where it and words after it are likelier than
            words alone. None has it end only at punctuation or a word of the list of followers. What is as
            common before a verb (群众关切的) makes no name of what is a word of the dictionary.

    Returns:
        The end, or None where no name begins there.
    """
    known = lexicon()
    for size in _NAME_SIZES:
        if text[start : start + size] in known.not_names:
            return None
    if (end := _dotted(text, start, before)) is not None:
        return end
    end = _bounded(text, start, before)
    weighed = _weighed(text, start, end, before) if before else end
    if weighed is not None and weighed - start == _NAME_SIZES[-1] and _AT_IT.match(text, weighed - 1):
        return weighed - 1
    return weighed


def _bounded(text: str, start: int, before: Before | None) -> int | None:
    """Return the end of a name that the words after it bound."""
    known = lexicon()
    if text[start : start + 2] in known.compound:
        sizes: tuple[int, ...] = (3, 4)
    elif text[start : start + 1] in known.surnames:
        if (spaced := _SPACED.match(text, start + 1)) and _ends(text, spaced.end()):
            return spaced.end()
        sizes = (3, 2)
    else:
        return _transliterated(text, start)
    end = _best(text, start, sizes)
    if end is not None and before == "calling" and not _surely(text, start, end):
        return None
    return end or _transliterated(text, start)


def _weighed(text: str, start: int, bounded: int | None, before: Before) -> int | None:
    """Return the end of a name by how likely it is, where that says nothing the end by the words after it."""
    if (spaces := _SPACES.match(text, start + 1)) is not None:
        return bounded or likely_joined(text, start, len(spaces.group()), before)
    if bounded is None:
        if hopeless(text, start, before):
            return None
    elif _surely_bounded(text, start, bounded):
        return bounded
    end = likely_end(text, start, _fits, before)
    if end is None and bounded is not None and not doubtful(text, start, bounded):
        return bounded
    return end


def _surely_bounded(text: str, start: int, end: int) -> bool:
    """Say whether the words around a name leave nothing to be asked of how likely it is."""
    if _HAN.match(text, end):
        return is_usual(text[start:end])
    return not is_word(text[start : start + 2])


def _fits(name: str) -> bool:
    return len(name) > _NAME_SIZES[-1] or _is_name(name, len(name))


def _surely(text: str, start: int, end: int) -> bool:
    """Say whether a name stands here even after a word like 群众, which stands before verbs as often."""
    word, tag = tagger()(text[start : start + 6])[0]
    compound = end - start == _NAME_SIZES[-1] and text[start : start + 2] in lexicon().compound
    if compound or tag.startswith("nr"):
        return True
    sayable = bool(_HAN.match(text, end)) and text[end] not in "的是"
    return len(word) == 1 and text[start] in lexicon().common and sayable


def _best(text: str, start: int, sizes: tuple[int, ...]) -> int | None:
    ends = [
        size for size in sizes if _is_name(text[start : start + size], size) and _ends(text, start + size)
    ]
    if not ends or _begins_as_word(text, start):
        return None
    if len(ends) > 1 and 2 in ends and _rather_shorter(text, start):
        return start + 2
    return start + ends[0]


def _rather_shorter(text: str, start: int) -> bool:
    """Say whether the third character rather begins the word after the name (李强|调研, 商慧|责任编辑)."""
    known = lexicon()
    if text[start + 2] in known.followers_single and text[start + 2] not in "和同向为":
        return True
    return bool(known.followers.match(text, start + 2)) and not known.followers.match(text, start + 3)


def _is_name(candidate: str, size: int) -> bool:
    if len(candidate) != size or not _HAN.fullmatch(candidate):
        return False
    if "某" in candidate or candidate.endswith(lexicon().not_name_endings):
        return False
    return lexicon().heads.isdisjoint([candidate[i:j] for i, j in _PARTS[size]])


def _ends(text: str, end: int) -> bool:
    """Say whether punctuation or a follower shows that a name ends here."""
    follows = text[end : end + 8]
    if not follows or not _HAN.match(follows):
        return not (follows and follows[0] in DOTS)
    known = lexicon()
    if follows[0] in known.followers_first and known.followers.match(follows):
        return True
    # Only where it is a word by itself.
    return follows[0] in known.followers_single and tagger()(follows)[0][0] == follows[0]


def _begins_as_word(text: str, start: int) -> bool:
    """Say whether the family name is a function word here (局长向市民介绍)."""
    word, tag = tagger()(text[start : start + 6])[0]
    known = lexicon()
    if text[start] in known.function_surnames and text[start : start + 2] not in known.compound:
        return not tag.startswith("nr")
    return len(word) > 3 and not tag.startswith("nr")


def _dotted(text: str, start: int, before: Before | None) -> int | None:
    match = _DOTTED.match(text, start)
    if match is None:
        return None
    foreign, sizes = lexicon().foreign, []
    for end in range(match.start(1) + 1, match.end(1) + 1):
        if not foreign.issuperset(text[start:end].translate(_WITHOUT_DOTS)):
            break
        # The shortest sure end: a longer one would swallow the verb (买买提·艾力说，).
        if _ends(text, end):
            return end
        sizes.append(end - match.start(1))
    return likely_dotted(text, match.start(1), sizes) if before and len(sizes) > 1 else None


def _transliterated(text: str, start: int) -> int | None:
    letters = lexicon().transliteration
    longest = start
    while longest < min(start + 6, len(text)) and text[longest] in letters:
        longest += 1
    for end in range(longest, start + 2, -1):
        if _ends(text, end):
            return end
    return None
