"""The post that a question says the people it asks for have, and who has it."""

from __future__ import annotations

import re

from assistant.parsing.rules import load_question_rules
from assistant.records import Question

# Two posts of one person, as a question names them: “党组书记、主席”, 既是党组书记又是主席.
_BOTH = re.compile(
    "(?P<first>(?:党组)?书记|副主席|主席|秘书长|主任)(?:、|兼|又是|也是|和|与|,|，)(?:政协)?"
    "(?P<second>党组副?书记|副?主席|秘书长|主任)"
)
_HEAD = "党组书记、主席"  # as reports print it: one person
_MEMBER = re.compile("委员|member")
_ONE = re.compile("双|兼|同时|又是|也是|[”」’]的?(?:职务?|身份|头衔)")  # that both are of one person


def both_posts(text: str) -> str:
    """Return two posts of one person as they are printed (党组书记、主席); "" where a question names no two.

    Args:
        text: the question.
    """
    said = "".join(text.split())
    found = _BOTH.search(said)
    both = found is not None and (_ONE.search(said) or found.group() == _HEAD)
    return f"{found['first']}、{found['second']}" if found and both else ""


def either_post(text: str, post: str) -> str:
    """Return the posts of which any will do (副县长/副市长), where a question enumerates several.

    Args:
        text: the question.
        post: the one that was heard.
    """
    known = sorted(set(load_question_rules().posts.values()), key=len, reverse=True)
    one = f"(?:{'|'.join(known)})"
    found = re.search(f"{one}(?:(?:[、,，/]|和|与|或者?|及)(?:政协)?{one})+", "".join(text.split()))
    said = re.findall(one, found.group()) if found else []
    return "/".join(dict.fromkeys(said)) if post in said else post


def alternatives(post: str) -> tuple[str, ...]:
    """Return the posts of which any will do."""
    return tuple(post.split("/"))


def named_post(question: Question) -> str:
    """Return the post that the subject of a question is; "" where it is none (带队的副主席有哪些人)."""
    known = sorted(set(load_question_rules().posts.values()), key=len, reverse=True)
    for group in question.groups:
        post = next((post for post in known if group[0].endswith(post)), "")
        if post:
            return both_posts(question.text) or post
    return ""


def barred_posts(question: Question) -> str:
    """Return the posts whose holders a question leaves out (除了主席、副主席), as a pattern; "" for none."""
    said = " ".join(question.excluded).lower()
    posts = load_question_rules().posts
    left = {posts[word] for word in sorted(posts, key=len, reverse=True) if word in said}
    left |= {"委员"} if _MEMBER.search(said) else set()
    return "|".join(sorted(left))


def holds(printed: str, post: str) -> bool:
    """Say whether a printed post is one that is asked for; 副主席 is no 主席.

    Args:
        printed: as a report has it before a name (县政协党组书记、主席).
        post: "主席", "党组书记、主席"; "副县长/副市长" for either.
    """
    return any(printed.endswith(one) and not printed.endswith(f"副{one}") for one in alternatives(post))
