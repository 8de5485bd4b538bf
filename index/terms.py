"""Domain terms: the vocabulary of consultative conferences with variants and English names: terms.csv.

A variant is another word for the same thing; kin is related and kept apart (委员工作站 is no 委员工作室).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from index.errors import DataError

_DATA = Path(__file__).parent / "data" / "terms.csv"
_VOCABULARY = _DATA.with_name("vocabulary.csv")
_VOCABULARY_FIELDS = ("english", "chinese")
_FIELDS = ("name", "variants", "kin", "english", "topic")
# Full-width and half-width forms of what stands inside terms; every replacement keeps its length.
_WIDTH = str.maketrans("（）〔〕，．：＋　「」『』" + ascii_uppercase, "()(),.:+ “”“”" + ascii_lowercase)
_WORD = re.compile("[a-z0-9]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_SPELLING = (("isation", "ization"), ("programme", "program"), ("centre", "center"), ("our", "or"))


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is spoken of.

    Attributes:
        name: the usual Chinese word.
        variants: other Chinese words for the same thing.
        kin: names of what is related but not the same.
        english: English words for it, as in the data.
        topic: the field it belongs to: "cppcc", "meeting", "action", "place", ...
    """

    name: str
    variants: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    topic: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the name and the variants."""
        return (self.name, *self.variants)


class Terms:
    """All terms, found in Chinese and in English text.

    Args:
        terms: in order of precedence: where two share a word, the first has it.
        vocabulary: other words, known by their English only.
    """

    def __init__(self, terms: Iterable[Term], vocabulary: Iterable[Term] = ()) -> None:
        self._terms = tuple(terms)
        self._vocabulary = tuple(vocabulary)
        self._by_word: dict[str, Term] = {}
        # Names go first: what is one term's name is not taken by another's variant.
        for term in self._terms:
            self._by_word.setdefault(_plain(term.name), term)
        for term in self._terms:
            for word in term.variants:
                self._by_word.setdefault(_plain(word), term)
        self._lengths = _lengths(self._by_word)

    @cached_property
    def _english(self) -> dict[tuple[str, ...], list[Term]]:
        return _english_index((*self._terms, *self._vocabulary))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._english), default=0)

    @classmethod
    def load(cls, path: Path | None = None) -> Terms:
        """Load the terms from a file in the form of terms.csv (about 5 ms), with the packaged vocabulary.

        Raises:
            DataError: a line has not its five (or two) fields, or a name is empty or given twice.
        """
        return cls(_read(path or _DATA), _read_vocabulary(_VOCABULARY))

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def get(self, word: str) -> Term | None:
        """Return the term of which a Chinese word is the name or a variant."""
        return self._by_word.get(_plain(word))

    def variants(self, word: str) -> tuple[str, ...]:
        """Return all Chinese words for the same thing, the usual one first; of an unknown word, itself."""
        term = self.get(word)
        return term.words if term else (word,)

    def kin(self, word: str) -> tuple[str, ...]:
        """Return the names of what is related to a word's term but not the same, in either direction."""
        term = self.get(word)
        if term is None:
            return ()
        back = (other.name for other in self._terms if term.name in other.kin)
        return tuple(dict.fromkeys((*term.kin, *back)))

    def find(self, text: str) -> list[tuple[int, int, Term]]:
        """Return the terms that stand in a Chinese text, longest match from the left, without overlaps.

        Returns:
            Start, end and term of each, in order.
        """
        plain = _plain(text)
        found: list[tuple[int, int, Term]] = []
        at = 0
        while at < len(plain):
            for size in self._lengths.get(plain[at], ()):
                word = plain[at : at + size]  # shorter than `size` at the end of the text
                term = self._by_word.get(word)
                if term is not None:
                    found.append((at, at + len(word), term))
                    at += len(word)
                    break
            else:
                at += 1
        return found

    def find_english(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return the terms that stand in an English text, longest match from the left, without overlaps.

        Number, capitals, hyphens and British or American spelling make no difference.

        Returns:
            Start, end and all Chinese words of the terms that the English words stand for, in order.
        """
        lowered = _apart(text)
        words = [(match.start(), match.end(), stem(match.group())) for match in _WORD.finditer(lowered)]
        found: list[tuple[int, int, tuple[str, ...]]] = []
        at = 0
        while at < len(words):
            for size in range(min(self._longest, len(words) - at), 0, -1):
                terms = self._english.get(tuple(word for _, _, word in words[at : at + size]))
                if terms:
                    terms = self._said(terms, lowered[words[at][0] : words[at + size - 1][1]])
                    chinese = tuple(dict.fromkeys(word for term in terms for word in term.words))
                    found.append((words[at][0], words[at + size - 1][1], chinese))
                    at += size
                    break
            else:
                at += 1
        return found

    @cached_property
    def _forms(self) -> dict[Term, frozenset[tuple[str, ...]]]:
        every = {*self._terms, *self._vocabulary}
        return {term: frozenset(map(_form, term.english)) for term in every}

    def _said(self, terms: list[Term], said: str) -> list[Term]:
        """Return the terms that are said just so, but for their number (parking is no park); else all."""
        return [term for term in terms if _form(said) in self._forms[term]] or terms


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return an English word without its commonest endings: workstations → workstation, promoting → promot.

    Good for comparing words with each other, not for showing.

    Args:
        word: lower case.
    """
    word = _single(word)
    for british, american in _SPELLING:
        word = word.replace(british, american) if len(word) > len(british) + 1 else word
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word[: -len(ending)]
            word = word[:-1] if word[-1] == word[-2] and word[-1] not in "ls" else word
            break
    if word.endswith("is") and len(word) > 5:
        word = word[:-1] + "z"
    word = word[:-3] + "iz" if word.endswith("ise") and len(word) > 5 else word
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _single(word: str) -> str:
    """Return a word without the ending of the plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _form(phrase: str) -> tuple[str, ...]:
    return tuple(_single(word) for word in _WORD.findall(_apart(phrase)))


def _plain(text: str) -> str:
    # Every replacement keeps its length, so offsets stay what they were.
    return text.translate(_WIDTH)


def _apart(text: str) -> str:
    """Return an English text in lower case with its possessive endings blanked out, every offset kept."""
    return _POSSESSIVE.sub("  ", text.translate(_WIDTH))


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    by_first: dict[str, set[int]] = {}
    for word in words:
        by_first.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in by_first.items()}


def _english_index(terms: Iterable[Term]) -> dict[tuple[str, ...], list[Term]]:
    index: dict[tuple[str, ...], list[Term]] = {}
    for term in terms:
        for phrase in term.english:
            key = tuple(stem(word) for word in _WORD.findall(_apart(phrase)))
            known = index.setdefault(key, [])
            if term not in known:
                known.append(term)
    return index


def _read(path: Path) -> Iterator[Term]:
    seen: set[str] = set()
    for n, fields in _lines(path, _FIELDS):
        if fields[0] in seen:
            what = f"line {n} is given twice: {fields[0]}"
            raise DataError(what, subject=path.name, hint="join the two lines")
        seen.add(fields[0])
        variants, kin, english = (tuple(filter(None, field.split("|"))) for field in fields[1:4])
        yield Term(fields[0], variants, kin, english, fields[4])


def _read_vocabulary(path: Path) -> Iterator[Term]:
    for _, (english, chinese) in _lines(path, _VOCABULARY_FIELDS):
        name, *others = chinese.split("|")
        yield Term(name, tuple(others), english=tuple(english.split("|")))


def _lines(path: Path, names: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and fields of the lines of a table, remarks left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = ((n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#"))
    if tuple(next(rows, (0, ""))[1].split(",")) != names:
        raise DataError("its first line does not name the fields", subject=path.name, hint=",".join(names))
    for n, line in rows:
        fields = line.split(",")
        if len(fields) != len(names) or not fields[0]:
            what = f"line {n} has {len(fields)} fields, not {len(names)}: {line[:40]}"
            raise DataError(what, subject=path.name, hint="fields are parted by commas")
        yield n, fields
