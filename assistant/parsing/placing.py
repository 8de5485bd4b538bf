"""The places that a question names, and which one a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.parsing.subject import blank
from assistant.records import Language
from index.places import Gazetteer, PlaceName

# A name that says where, for want of anything else: 那崇信呢, 那白银, 白银的哪个区, 白银那个厂.
_ALONE = re.compile(
    "(?:呢(?=[？?。]?$)|(?:(?<=^那..)|(?<=^..))(?=[？?。]?$)|的?(?=哪[个些几一])|(?=那[个次场家本件]))"
)
_CUE = "讯"  # what in news would stand there
_SHORT = 2  # characters of a short name


class Placing:
    """Find the places that questions name.

    Args:
        gazetteer: the place names.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def named(self, text: str, language: Language) -> list[PlaceName]:
        """Return the places named in a folded question, in order."""
        found = self.gazetteer.find(text)
        return (
            found if language == "zh" else [*self.gazetteer.find_english(text), *(n for n in found if n.code)]
        )

    def spelt(self, text: str) -> str:
        """Return a message with short names in full that need something beside them in news, but not here.

        So 合作 in 那合作呢 is 合作市: it names a place for want of anything else.
        """
        for asked in reversed(list(_ALONE.finditer(text))):
            end = asked.start()
            start = end - _SHORT
            if start < 0 or any(name.end > start for name in self.gazetteer.find(text[:end])):
                continue
            cued = self.gazetteer.find(text[:end] + _CUE)
            name = next((n for n in cued if n.code and (n.start, n.end) == (start, end)), None)
            place = self.gazetteer.get(name.code) if name and name.code else None
            text = f"{text[:start]}{place.name}{text[end:]}" if place else text
        return text

    def codes(
        self, text: str, language: Language, others: Iterable[tuple[int, int]] = ()
    ) -> tuple[tuple[str, ...], str]:
        """Return the codes of the places asked about, and the text without them.

        Of a place and one that lies in it, only the inner one is asked about.

        Args:
            text: the folded question.
            language: its language.
            others: stretches that are known to name something else (a town of the sound of a county).
        """
        taken = list(others)
        found = self.named(text, language)
        named = [n for n in found if not any(n.start < end and start < n.end for start, end in taken)]
        codes = list(dict.fromkeys(code for name in named if (code := self.code(name))))
        inner = [
            code
            for code in codes
            if not any(code != other and self.gazetteer.contains(code, other) for other in codes)
        ]
        return tuple(inner), blank(text, ((n.start, n.end) for n in named))

    def spans(self, text: str, language: Language, codes: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return where each of some places is first named, in the order of the text."""
        first: dict[str, tuple[int, int]] = {}
        for name in self.named(text, language):
            if (code := self.code(name)) in codes:
                first.setdefault(code, (name.start, name.end))
        return dict(sorted(first.items(), key=lambda entry: entry[1]))

    def code(self, name: PlaceName) -> str:
        """Return the place that a name means: of several, the home one of the highest level; "" for none."""
        home = [c for c in name.candidates if c.startswith(self.gazetteer.home)]
        return name.code or min(home, default="")
