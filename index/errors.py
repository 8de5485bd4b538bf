"""The errors of the project: each says what happened, with which file or setting, and what to try.

WendangError
├── InputRefused            one input cannot be read; the others go on
│   ├── EmptyInput          the file holds no text
│   ├── UnreadableInput     the file is binary, damaged, encrypted, or in an unknown encoding
│   ├── UnsupportedInput    no reader for this kind of file (or its optional extra is missing)
│   └── MissingInput        the path does not exist, or the folder holds no page
├── ArchiveError            the index on disk
│   ├── ArchiveMissing      there is no index in this folder
│   ├── ArchiveMismatch     made with another schema, tokeniser or encoder
│   ├── ArchiveDamaged      the database itself cannot be read
│   ├── ArchiveBusy         another process is writing
│   └── ArchiveNotWritable  the disk is full or the folder is read-only
├── QuestionRefused         the question cannot be asked (empty, too long)
├── SettingsError           a setting has a value that cannot work
├── DataError               a rule or data file of the project is malformed
├── EncoderError            an encoder cannot be loaded
└── ModelError              the language model did not give a usable answer
"""


class WendangError(Exception):
    """Say what happened, to what, and what to try.

    Args:
        what: the fact, in one sentence.
        subject: the file, folder or setting it happened with; empty when there is none.
        hint: what the user can do about it; empty when there is nothing.
    """

    def __init__(self, what: str, *, subject: str = "", hint: str = "") -> None:
        self.what = what
        self.subject = subject
        self.hint = hint
        super().__init__(what, subject, hint)

    def __str__(self) -> str:
        head = f"{self.subject}: {self.what}" if self.subject else self.what
        return f"{head} ({self.hint})" if self.hint else head

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the named arguments when the error crosses a process boundary."""
        return (_rebuild, (type(self), self.what, self.subject, self.hint))


def _rebuild(kind: type["WendangError"], what: str, subject: str, hint: str) -> "WendangError":
    return kind(what, subject=subject, hint=hint)


class InputRefused(WendangError):
    """One input cannot be read; the others go on."""


class EmptyInput(InputRefused):
    """The file holds no text."""


class UnreadableInput(InputRefused):
    """The file is binary, damaged, encrypted, or in an unknown encoding."""


class UnsupportedInput(InputRefused):
    """No reader takes this kind of file, or its optional extra is missing."""


class MissingInput(InputRefused):
    """The path does not exist, or the folder holds no page."""


class ArchiveError(WendangError):
    """Something is wrong with the index on disk."""


class ArchiveMissing(ArchiveError):
    """There is no index in this folder."""


class ArchiveMismatch(ArchiveError):
    """The index was made with another schema, tokeniser or encoder."""


class ArchiveDamaged(ArchiveError):
    """The database itself cannot be read."""


class ArchiveBusy(ArchiveError):
    """Another process is writing to the index."""


class ArchiveNotWritable(ArchiveError):
    """The disk is full or the folder is read-only."""


class QuestionRefused(WendangError):
    """The question cannot be asked: it is empty or too long."""


class SettingsError(WendangError):
    """A setting has a value that cannot work."""


class DataError(WendangError):
    """A rule or data file of the project is malformed."""


class EncoderError(WendangError):
    """An encoder cannot be loaded."""


class ModelError(WendangError):
    """The language model did not give a usable answer."""
