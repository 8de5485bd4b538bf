"""The training corpus: one article a line, cleaned of what the crawler left, cut into passages."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from index.words import normalise

_LEFTOVERS = re.compile(r"^(?:原标题|来源)：|责任编辑.*$|分享让更多人看到.*$")
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]*[”’」』）]*")


@dataclass(frozen=True, slots=True)
class Document:
    """An article for training: its passages, each a tuple of sentences."""

    passages: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """Return the whole article."""
        return "".join(sentence for passage in self.passages for sentence in passage)


def read_documents(path: Path, target: int = 220) -> list[Document]:
    """Read a corpus of one article a line (`.txt` or `.txt.gz`).

    Args:
        path: the corpus; what stands before "正文：" in a line is left out.
        target: characters after which a passage ends with its sentence.

    Returns:
        Distinct articles of at least two passages or 100 characters, normalised.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        bodies = dict.fromkeys(_body(line) for line in lines)
    return [Document(cut_passages(body, target)) for body in bodies if len(body) >= 100]


def hold_out(documents: list[Document], share: float = 0.02) -> tuple[list[Document], list[Document]]:
    """Split documents into those for training and those held out, by a hash of their text."""
    held: list[Document] = []
    kept: list[Document] = []
    for document in documents:
        digest = hashlib.sha256(document.text.encode()).digest()
        (held if int.from_bytes(digest[:4]) < share * 2**32 else kept).append(document)
    return kept, held


def cut_passages(text: str, target: int = 220) -> tuple[tuple[str, ...], ...]:
    """Cut a text into passages of whole sentences, each closed by the sentence that reaches the target.

    A short rest joins the passage before it.
    """
    passages: list[tuple[str, ...]] = []
    current: list[str] = []
    for sentence in _SENTENCE.findall(text):
        current.append(sentence)
        if sum(map(len, current)) >= target:
            passages.append(tuple(current))
            current = []
    if passages and sum(map(len, current)) < target / 4:
        passages[-1] += tuple(current)
    elif current:
        passages.append(tuple(current))
    return tuple(passages)


def _body(line: str) -> str:
    head, mark, body = line.partition("正文：")
    return _LEFTOVERS.sub("", normalise(" ".join((body if mark else head).split())))
