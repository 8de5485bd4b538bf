"""The names and versions that an archive was made with, and what to do when they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Protocol

from index.errors import ArchiveMismatch


class Named(Protocol):
    """A tokeniser or encoder, as far as the manifest is concerned."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made an archive.

    Attributes:
        schema: version of the database's tables.
        dimensions: length of its vectors.
    """

    schema: int
    tokeniser: str
    tokeniser_version: str
    encoder: str
    encoder_version: str
    dimensions: int

    @classmethod
    def from_rows(cls, rows: Mapping[str, str]) -> Manifest:
        """Read the manifest from the database's key and value rows.

        Raises:
            KeyError: a row is missing.
            ValueError: a number is none.
        """
        numbers = {"schema", "dimensions"}
        values = {f.name: int(rows[f.name]) if f.name in numbers else rows[f.name] for f in fields(cls)}
        return cls(**values)  # type: ignore[arg-type]

    def rows(self) -> dict[str, str]:
        """Return the manifest as key and value rows."""
        return {key: str(value) for key, value in asdict(self).items()}

    def names(self, encoder: Named) -> bool:
        """Say whether the archive was made with this encoder."""
        return (self.encoder, self.encoder_version) == (encoder.name, encoder.version)

    def check_tokeniser(self, tokeniser: Named, folder: str) -> None:
        """Raise ArchiveMismatch unless the archive was made with this tokeniser."""
        made, given = f"{self.tokeniser} {self.tokeniser_version}", f"{tokeniser.name} {tokeniser.version}"
        if made != given:
            raise ArchiveMismatch(
                f"the index was made with the tokeniser {made}, this is {given}",
                subject=folder,
                hint=f"run `wendang index rebuild --index {folder}`",
            )

    def check_encoder(self, encoder: Named, folder: str) -> None:
        """Raise ArchiveMismatch unless the archive was made with this encoder."""
        made, given = f"{self.encoder} {self.encoder_version}", f"{encoder.name} {encoder.version}"
        if made != given:
            raise ArchiveMismatch(
                f"the index was made with the encoder {made}, this is {given}",
                subject=folder,
                hint=f"run `wendang index rebuild --index {folder} --encoder {encoder.name}`,"
                f" or use the encoder {self.encoder}",
            )
