"""Who wrote a report, by its byline, and which writers a question names."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.records import Question
from index.records import Article
from index.search import Archive
from index.sounds import sound_of

_ROLE = re.compile("(?:本报|见习|实习|特约)?(?:记者|通讯员|作者)|摄影报道|供稿|采写|摄影|[（）()]")
_REPORTER = re.compile("记者[ \u3000:：]*([\u4e00-\u9fff· \u3000]+)")  # up to a bracket
_CORRESPONDENT = re.compile("通讯员|作者")
_HEAD = 60  # characters in which a report says who sent it
_PLACE = re.compile(".{2,}[县区州]")  # what another column left behind a byline
_LONGEST = 6  # characters of a name
_NAME = re.compile("[\u4e00-\u9fff·]+")
_WRITER = (
    re.compile("(?:通讯员|记者|作者)(?:是|为|叫|署名为?)?(?P<name>[一-鿿·]{2,4})"),
    re.compile("(?:^|是|由|被|报道|[，,])(?P<name>[一-鿿·]{2,4})(?=(?:采?写|撰写|供稿|供)[的了过])"),
)
_AND = re.compile("或者?|和|与|及|、|还有")
_EITHER = re.compile(
    f"(?P<names>[一-鿿·]{{2,4}}(?:(?:{_AND.pattern})[一-鿿·]{{2,4}})+)"
    "(?:都|各|分别|一起)*(?:采?写|撰写|供稿|供|署名)"
)
_WROTE = re.compile(r"\b(?:wr(?:ote|ite|itten)|report(?:ed)?|byline|author|by|from)\b")
_PINYIN = re.compile(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+){1,2})\b")  # Gao Yuan
_NATIVE = re.compile("[一-鿿·]{2,5}")


def names_in(byline: str) -> list[str]:
    """Return the names in a byline: 通讯员甲某 乙某 has two; 高 某 is one."""
    bare = _ROLE.sub(" ", byline)
    found: list[str] = []
    for name in _NAME.findall(bare):
        if len(name) == 1 and found and len(found[-1]) == 1:
            found[-1] += name  # 高 某
        else:
            found.append(name)
    people = (n for n in found if (1 < len(n) <= _LONGEST or "·" in n) and not _PLACE.fullmatch(n))
    return list(dict.fromkeys(people))


def of_role(article: Article, role: str) -> list[str]:
    """Return the names in a byline that are of a role: "reporter", "correspondent" or "" for any."""
    names = names_in(article.byline or "")
    if not role:
        return names
    said = f"{article.byline or ''}（{article.text[:_HEAD]}"
    sent = [name for found in _REPORTER.findall(said) for name in names_in(_CORRESPONDENT.split(found)[0])]
    # An interview is the work of the paper's own people, if nothing else is said.
    own = article.kind == "interview" and not _CORRESPONDENT.search(said)
    return [name for name in names if (own or name in sent) == (role == "reporter")]


def writers_asked(question: Question) -> list[str]:
    """Return what may name a writer: behind 通讯员, before 写, Chinese in an English question."""
    said = "".join(question.text.split())
    if question.language == "en":
        return _NATIVE.findall(question.text)
    found = [m["name"] for pattern in _WRITER for m in pattern.finditer(said)]
    either = _EITHER.search(said)
    several = [n for n in _AND.split(either["names"]) if len(n) > 1] if either else []
    return [*several, *(name[:size] for name in found for size in (2, 3, 4) if len(name) >= size)]


def by_sound(question: Question, archive: Archive) -> Question:
    """Return an English question for what somebody wrote with the name as bylines print it.

    Args:
        question: as understood; one that names nobody in pinyin whom a byline has stays as it is.
        archive: whose bylines are read.
    """
    if question.language != "en" or not _WROTE.search(question.text.lower()):
        return question
    said = {"".join(name.split()).lower() for name in _PINYIN.findall(question.text)}
    bylines = {head.byline for head in archive.heads(question.filters) if head.byline} if said else set()
    found = [n for byline in bylines for n in names_in(byline) if "".join(map(sound_of, n)) in said]
    if not found:
        return question
    groups = tuple((name,) for name in dict.fromkeys(found))
    return replace(question, groups=groups, activities=(), words=(), pieces=groups, unused=())
