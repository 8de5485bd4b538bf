"""How an encoder is named, and the prompts of well-known models that do not state their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urldefrag

from index.errors import EncoderError
from index.packaged import load_packaged

WAY_OUT = 'the built-in one always works: encoder = "builtin"'
KEY_VARIABLE = "WENDANG_ENCODER_API_KEY"
"""The key of an embedding server comes from the environment only: names are kept in archives and shown."""

_OPTIONS = frozenset({"dimensions", "batch", "device", "timeout"})


@dataclass(frozen=True, slots=True)
class EncoderName:
    """The name of an encoder in its parts.

    Attributes:
        whole: as given, and as archives keep it.
        model: a folder, or a model's name.
        address: of an embedding server, empty for a model on this machine.
        dimensions: length of the vectors, shortened where they are longer; 0 for all of it.
        batch: texts at a time.
        device: "cpu", "cuda", ...; empty leaves it to the library.
        timeout_s: seconds to wait for a server.
    """

    whole: str
    model: str
    address: str = ""
    dimensions: int = 0
    batch: int = 64
    device: str = ""
    timeout_s: float = 60.0


def read_name(name: str) -> EncoderName:
    """Take the name of an encoder apart: FOLDER, NAME or http://HOST/v1#MODEL, then ?OPTION=VALUE&...

    Raises:
        EncoderError: an option is unknown or has no sensible value, or a server is named without its model.
    """
    rest, _, query = name.rpartition("?") if "?" in name else (name, "", "")
    options = dict(parse_qsl(query))
    unknown = options.keys() - _OPTIONS
    if unknown:
        hint = f"options are {', '.join(sorted(_OPTIONS))}"
        raise EncoderError(f"there is no option {min(unknown)}", subject=name, hint=hint)
    address, model = urldefrag(rest) if rest.startswith(("http://", "https://")) else ("", rest)
    if not model:
        hint = "give the model's name behind a #: http://127.0.0.1:8000/v1#bge-m3"
        raise EncoderError("no model is named", subject=name, hint=hint)
    try:
        numbers = {key: int(options[key]) for key in ("dimensions", "batch") if key in options}
        timeout = float(options.get("timeout", 60))
    except ValueError as error:
        raise EncoderError(f"an option is no number: {error}", subject=name, hint=WAY_OUT) from error
    if min([*numbers.values(), timeout]) <= 0:
        raise EncoderError("an option is not above 0", subject=name, hint=WAY_OUT)
    return EncoderName(name, model, address, device=options.get("device", ""), timeout_s=timeout, **numbers)


@cache
def known_prompts(model: str) -> dict[str, str]:
    """Return the prompts ("query", "passage") of a well-known model by its name; none of an unknown one.

    Raises:
        DataError: the packaged list is malformed.
    """

    def of_model(data: dict[str, Any]) -> dict[str, str]:
        matching = (entry for entry in data["prompts"] if re.search(entry["name"], model, re.IGNORECASE))
        found: dict[str, str] = next(matching, {})
        return {kind: found[kind] for kind in ("query", "passage") if found.get(kind)}

    return load_packaged("index", "encoders.toml", of_model, "the prompts are malformed")
