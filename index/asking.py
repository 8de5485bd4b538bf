"""A question as the indexes take it: its words and its vector, an English one in the words of the archive."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.english import Translation, Translator, is_english
from index.hybrid import Hybrid, Query
from index.interpreted import Interpreter, interpreted
from index.tables.manifest import Manifest
from index.words import Tokeniser, stop_words

if TYPE_CHECKING:
    from index.encoder import Encoder

_KEPT = 256
"""Translations of an interpreter that are remembered."""


class Asking:
    """Prepare questions to one archive; safe for several threads.

    Args:
        folder: the archive's folder, for errors.
        tokeniser: the one that the archive was made with.
        encoder: likewise; None loads the one that the manifest names, at first need.
        home: first two digits of the home province, for places in English questions.
        interpreter: translates English questions, checked against the tables; None leaves it to these.
    """

    def __init__(
        self,
        folder: Path,
        tokeniser: Tokeniser,
        encoder: Encoder | None,
        home: str,
        interpreter: Interpreter | None = None,
    ) -> None:
        self._folder, self._tokeniser, self._encoder = folder, tokeniser, encoder
        self._home, self._interpreter = home, interpreter
        self._lock = Lock()
        self._interpreted: dict[tuple[str, Translation], Translation] = {}

    def query(self, question: str, hybrid: Hybrid, made: Manifest) -> Query:
        """Return a question as both indexes take it.

        Raises:
            EncoderError: the encoder that the archive was made with cannot be loaded.
            ArchiveMismatch: it is there in another version.
        """
        if is_english(question):
            question = self.translate(question, hybrid).text or question
        stop = stop_words()
        words = [word for word in self._tokeniser.words(question) if word not in stop]
        return Query(question, words, self._loaded(made).encode([question], "query")[0])

    def translate(self, question: str, hybrid: Hybrid, today: date | None = None) -> Translation:
        """Return an English question in the words of the archive, and what could not be translated."""
        table = self.looked_up(question, hybrid, today)
        if self._interpreter is None:
            return table
        known = self._interpreted.get((question, table))
        if known is None:
            places, terms = self._translator.gazetteer, self._translator.terms
            known = interpreted(question, table, self._interpreter, places, terms)
            # Several things ask for the translation of one question, and the interpreter is slow.
            with self._lock:
                if len(self._interpreted) >= _KEPT:
                    self._interpreted.clear()
                self._interpreted[question, table] = known
        return known

    def looked_up(self, question: str, hybrid: Hybrid, today: date | None = None) -> Translation:
        """Return an English question in the words of the archive by the tables alone."""
        today = today or date.today()
        return self._translator.translate(question, hybrid.holders, today, hybrid.sounding)

    @cached_property
    def _translator(self) -> Translator:
        # Imported at first need: Chinese questions need none of it.
        from index.places import Gazetteer
        from index.terms import Terms
        from index.wordbook import dictionary

        return Translator(Gazetteer.load(home=self._home), Terms.load(), dictionary)

    def _loaded(self, made: Manifest) -> Encoder:
        with self._lock:
            # Another one than before where the archive was rebuilt with it.
            if self._encoder is None or not made.names(self._encoder):
                # Imported at first need: lists and counts never encode anything.
                from index.encoder import load_encoder

                encoder = load_encoder(made.encoder)
                made.check_encoder(encoder, str(self._folder))
                self._encoder = encoder
            return self._encoder
