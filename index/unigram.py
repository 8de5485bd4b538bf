"""Cut texts into the pieces of a unigram model, very many at a time, by numpy alone.

The model is that of T. Kudo (Subword regularization, 2018): of all ways to cut a run of letters into known
pieces the one with the highest sum of their scores. The library `tokenizers` cuts one text after the other
and notes where each character came from, which nobody asks for here. This module goes through all runs of
many texts side by side, letter by letter (the algorithm of A. Viterbi, 1967), and finds the same pieces.

Texts with a character of which it is not sure are left to the library.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.pieces import Ints, PieceTrie

_PLANE = 0x10000
"""Characters beyond the first plane are never sure."""
_NORMALIZER = {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]}
_SPLITS = [(r"[^\p{L}\p{N}]+", "Removed"), ("[a-z]+|[0-9]+", "Isolated")]
_LONGEST_RUN = 400
"""Letters without a break; longer runs are no language, and the others would wait for them."""
_BREAK, _LATIN, _DIGIT, _OTHER, _UNSURE = range(5)
_LETTERED = np.array([False, True, True, True, False])
_IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
_LOOKED_AT = (range(0x3400), range(0xFF00, 0xFFF0))


class Unigram:
    """The pieces of a model, and how texts are cut into them.

    Args:
        pieces: each piece by its number; the first is the unknown one and never cut.
        scores: of each piece.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._kinds, self._codes = _characters(piece for piece in pieces[1:] if len(piece) == 1)
        self._trie = PieceTrie(pieces, self._codes)
        self._scores = np.asarray(scores, dtype=np.float64)

    def cut(self, texts: Sequence[str]) -> list[Ints | None]:
        """Return the numbers of the pieces of each text in order; None where the library has to be asked."""
        flat, bounds = _flat(texts)
        kinds = self._kinds[flat]
        starts, ends = _runs(kinds)
        usual = ends - starts <= _LONGEST_RUN
        unsure = _within(bounds, np.flatnonzero(kinds == _UNSURE)) | _within(bounds, starts[~usual])
        found = self._cut(self._codes[flat], starts[usual], ends[usual])
        at = np.flatnonzero(found >= 0)
        cuts, edges = found[at], np.searchsorted(at, bounds).tolist()
        return [None if asked else cuts[edges[i] : edges[i + 1]] for i, asked in enumerate(unsure.tolist())]

    def _cut(self, codes: Ints, starts: Ints, ends: Ints) -> Ints:
        """Return, where a piece begins, its number; -1 elsewhere."""
        found = np.full(len(codes), -1, dtype=np.int32)
        if not len(starts):
            return found
        lengths = self._trie.walk(codes, starts, ends)
        pieces = np.zeros((len(lengths) + 1, len(codes)), dtype=np.int32)
        for length, (at, _, numbers) in enumerate(lengths, 1):
            pieces[length, at] = numbers
        steps = self._steps(lengths, int((ends - starts).max()), len(codes))
        while len(ends):
            step = steps[ends - 1]
            ends = ends - step
            found[ends] = pieces[step, ends]
            going = ends > starts
            ends, starts = ends[going], starts[going]
        return found

    def _steps(
        self, lengths: Sequence[tuple[Ints, Ints, Ints]], longest: int, size: int
    ) -> NDArray[np.uint8]:
        """Return for each letter the length of the piece that ends with it on the best way there.

        Args:
            lengths: the pieces found, by their length.
            longest: letters of the longest run.
            size: how many characters there are.
        """
        ranked = [self._by_depth(*found, length, longest) for length, found in enumerate(lengths, 1)]
        steps, best = np.ones(size, dtype=np.uint8), np.zeros(size)
        for depth in range(longest):
            # Of equal ways the one with the longest last piece: the library meets it first.
            for length, (begins, scores, limits) in enumerate(ranked[: depth + 1], 1):
                here = slice(limits[depth], limits[depth + 1])
                if here.start == here.stop:
                    continue
                at, score = begins[here], scores[here]
                if depth >= length:
                    score = score + best[at - 1]
                last = at + (length - 1)
                if length > 1:
                    better = (score >= best[last]).nonzero()[0]
                    last, score = last[better], score[better]
                    steps[last] = length
                best[last] = score
        return steps

    def _by_depth(
        self, at: Ints, before: Ints, numbers: Ints, length: int, longest: int
    ) -> tuple[Ints, NDArray[np.float64], list[int]]:
        """Return where pieces of one length begin and their scores, by how far in its run each ends."""
        depth = (before + (length - 1)).astype(np.uint16)
        order = np.argsort(depth, kind="stable")
        limits = np.searchsorted(depth[order], np.arange(longest + 1)).tolist()
        return at[order], self._scores[numbers[order]], limits


def read_unigram(described: bytes) -> Unigram | None:
    """Return the model that a `tokenizer.json` describes, None where it is of another kind."""
    data = json.loads(described)
    model, splits = data["model"], (data.get("pre_tokenizer") or {}).get("pretokenizers", ())
    more = any(data.get(part) for part in ("added_tokens", "truncation", "post_processor"))
    known = (
        model.get("type") == "Unigram"
        and model.get("unk_id") == 0
        and not model.get("byte_fallback")
        and data.get("normalizer") == _NORMALIZER
        and [_split(one) for one in splits] == _SPLITS
    )
    if more or not known:
        return None
    pieces, scores = zip(*model["vocab"], strict=True)
    return Unigram(pieces, scores)


def _split(described: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return pattern and behaviour of a step that splits, None for any other."""
    sure = described.get("type") == "Split" and not described.get("invert")
    return (described["pattern"].get("Regex", ""), described["behavior"]) if sure else None


def _characters(pieces: Iterable[str]) -> tuple[NDArray[np.uint8], Ints]:
    """Return of each character what it is, and the code of the letter that it becomes, 0 for none.

    Sure are those that become one letter with a piece of its own, or only signs, whatever stands beside them.
    """
    letters = {ord(letter): code for code, letter in enumerate(sorted(pieces), 1) if ord(letter) < _PLANE}
    kinds = np.full(_PLANE + 1, _UNSURE, dtype=np.uint8)
    codes = np.zeros(_PLANE + 1, dtype=np.int32)
    for first, end in _IDEOGRAPHS:
        known = [letter for letter in letters if first <= letter < end]
        kinds[known], codes[known] = _OTHER, [letters[letter] for letter in known]
    for number in (number for numbers in _LOOKED_AT for number in numbers):
        normal = unicodedata.normalize("NFKC", chr(number))
        if chr(number) in "\t\n\r\f\v" or {unicodedata.category(c)[0] for c in normal} <= {"P", "S", "Z"}:
            kinds[number] = _BREAK
        elif code := letters.get(ord(normal.lower()) if _settled(normal) else 0):
            kinds[number], codes[number] = _kind(normal.lower()), code
    return kinds, codes


def _settled(letter: str) -> bool:
    """Say whether this is one letter that has one small form, whoever makes it."""
    return len(letter) == 1 and (letter.isascii() or letter == letter.lower())


def _kind(letter: str) -> int:
    if "a" <= letter <= "z":
        return _LATIN
    return _DIGIT if "0" <= letter <= "9" else _OTHER


def _flat(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the characters of texts, a line break behind each, and where each begins; last the end."""
    whole = "".join([text + "\n" for text in texts]).encode("utf-32-le", "surrogatepass")
    sizes = np.fromiter((len(text) + 1 for text in texts), np.int32, len(texts))
    bounds = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    return np.minimum(np.frombuffer(whole, np.uint32), _PLANE).astype(np.int32), bounds


def _runs(kinds: NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Return where each run of letters of one kind starts and ends."""
    edges = (np.flatnonzero(kinds[1:] != kinds[:-1]) + 1).astype(np.int32)
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(kinds)]))
    lettered = _LETTERED[kinds[starts]] if len(kinds) else starts < 0
    return starts[lettered].astype(np.int32), ends[lettered].astype(np.int32)


def _within(bounds: Ints, at: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Say of each text whether one of some places lies in it."""
    held = np.zeros(len(bounds) - 1, dtype=np.bool_)
    held[np.searchsorted(bounds, at, side="right") - 1] = True
    return held
