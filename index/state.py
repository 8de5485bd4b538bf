"""Everything that a question works on, as it was at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.containing import Exhaustive
from index.folder import Generation, current
from index.hybrid import Hybrid
from index.kept import KeptArticles
from index.store import Store
from index.words import Tokeniser
from index.writing.derive import Derived, open_for_reading


@dataclass(frozen=True, slots=True)
class State:
    """The database and the indexes of an archive; replaced as a whole when the archive has changed."""

    generation: Generation
    store: Store
    derived: Derived
    kept: KeptArticles
    hybrid: Hybrid
    exhaustive: Exhaustive

    @classmethod
    def of(cls, generation: Generation, store: Store, derived: Derived, kept: KeptArticles) -> State:
        """Return a state with its two ways to search, and the articles that were read lately."""
        exhaustive = Exhaustive(store, derived.lexical, kept)
        return cls(generation, store, derived, kept, Hybrid(derived, store.passages), exhaustive)

    @classmethod
    def open(cls, folder: Path, tokeniser: Tokeniser) -> State:
        """Open the generation of a folder that is in use.

        Raises:
            ArchiveMissing: there is no index in this folder.
            ArchiveMismatch: it was made with another schema or tokeniser.
            ArchiveDamaged: its database cannot be read.
        """
        generation = current(folder)
        store = Store.open(generation.database)
        store.manifest.check_tokeniser(tokeniser, str(folder))
        return cls.of(
            generation, store, open_for_reading(folder, store, generation, tokeniser), KeptArticles()
        )

    @property
    def sequence(self) -> int:
        """Number of the last transaction that questions see."""
        return self.derived.sequence

    def status(self) -> dict[str, object]:
        """Return what there is and what it was made with, for people and scripts."""
        made = self.store.manifest
        return {
            "sequence": self.sequence,
            "files": len(self.store.files()),
            "refused": len(self.store.refused()),
            "articles": self.store.count(),
            "passages": len(self.derived.vectors),
            "lexical_sequence": self.derived.lexical.sequence,
            "vectors_sequence": self.derived.vectors.sequence,
            "schema": made.schema,
            "tokeniser": f"{made.tokeniser} {made.tokeniser_version}",
            "encoder": f"{made.encoder} {made.encoder_version}",
            "dimensions": made.dimensions,
        }
