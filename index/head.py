"""Articles of which only the narrow row was read: enough to look at all of an archive at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from index.records import Article
from index.tables.codec import ARTICLE_COLUMNS

_LATER = tuple(f.name for f in fields(Article) if f.name not in (*ARTICLE_COLUMNS, "first_part"))
_put = object.__setattr__


class Head(Article):
    """An article whose text and layout are read when they are first asked for."""

    __slots__ = ("_whole",)

    @classmethod
    def of(cls, columns: Iterable[Any], whole: Callable[[str], Article]) -> Head:
        """Make a head.

        Args:
            columns: the fields that are columns of their own, in the order of `ARTICLE_COLUMNS`.
            whole: returns the article with an id, or raises KeyError where it is gone.
        """
        head = object.__new__(cls)
        for name, value in zip(ARTICLE_COLUMNS, columns, strict=True):
            _put(head, name, value)
        _put(head, "first_part", None)
        _put(head, "_whole", whole)
        return head

    def __getattr__(self, name: str) -> Any:
        # Reached only for what is not there yet.
        if name not in _LATER:
            raise AttributeError(name)
        whole = self._whole(self.article_id)
        for later in _LATER:
            _put(self, later, getattr(whole, later))
        return getattr(whole, name)

    def __eq__(self, other: object) -> bool:
        # By the id, which is a hash of the article: comparing texts would read them.
        return self.article_id == other.article_id if isinstance(other, Article) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.article_id)
