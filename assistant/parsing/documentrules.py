"""The rules by which documents are asked for and found, read from `data/documents.toml`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged

# A doing, and no sort of documents: 听汇报的调研报告.
_HEARING = re.compile("听取?[了过]?的?(?:情况)?(?:汇报|通报)(?=的|[^，,。？?]{2,}(?:报告|方案|文件))")
_TITLES = re.compile("《[^《》]*》")


@dataclass(frozen=True, slots=True)
class DocumentRules:
    """The compiled rules; the comments of the file say what each is for."""

    doings: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    issued: re.Pattern[str]
    ending: re.Pattern[str]
    ordinal: re.Pattern[str]
    opens: re.Pattern[str]
    idle: re.Pattern[str]
    issuer: re.Pattern[str]
    titled: re.Pattern[str]
    marked: re.Pattern[str]
    counted: re.Pattern[str]
    nouns: dict[str, tuple[str, ...]]

    @property
    def verbs(self) -> tuple[str, ...]:
        """Return every word that tells what was done with a document."""
        return tuple(dict.fromkeys(verb for _, verbs in self.doings for verb in verbs))

    def doing(self, said: str) -> tuple[str, ...]:
        """Return the words by which what a question says was done is told; empty where it says nothing.

        Of several doings (审议或听取的) any will do.
        """
        told = (verb for asked, verbs in self.doings if asked.search(said) for verb in verbs)
        return tuple(dict.fromkeys(told))

    def done(self, before: str) -> str:
        """Return what was done with a document: the last such word in what stands before its title."""
        plain = self.issued.sub("", _TITLES.sub("", before))
        return max(self.verbs, key=lambda verb: (plain.rfind(verb), len(verb)) if verb in plain else (-1, 0))

    def fits(self, said: Collection[str], name: str) -> bool:
        """Say whether a document is of a sort that some nouns of a question ask for; any without a noun."""
        sorts = [self.nouns[noun] for noun in said]
        return not sorts or any(not words or any(word in name for word in words) for words in sorts)

    def said(self, text: str) -> tuple[str, ...]:
        """Return the nouns for documents that stand in a text, without those that are part of another."""
        text = _HEARING.sub("", text)
        found = [noun for noun in self.nouns if noun in text]
        return tuple(n for n in found if not any(n != other and n in other for other in found))


@cache
def load_document_rules() -> DocumentRules:
    """Read and compile the packaged rules of documents.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "documents.toml", _compiled, "a rule of documents is wrong")


def _compiled(raw: dict[str, Any]) -> DocumentRules:
    names = {name: re.compile(pattern) for name, pattern in raw["names"].items()}
    return DocumentRules(
        doings=tuple((re.compile(d["asked"]), tuple(d["verbs"])) for d in raw["doings"]),
        issued=names["issued"],
        ending=names["ending"],
        ordinal=names["ordinal"],
        opens=names["opens"],
        idle=names["idle"],
        issuer=names["issuer"],
        titled=names["titled"],
        marked=names["marked"],
        counted=names["counted"],
        nouns={noun: tuple(words) for noun, words in raw["nouns"].items()},
    )
