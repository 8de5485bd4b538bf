"""Names of encoders: their parts, their options, and what is wrong with them."""

from __future__ import annotations

import pytest

from index.encodername import EncoderName, known_prompts, read_name
from index.errors import EncoderError


def test_names_are_taken_apart() -> None:
    assert read_name("/models/bge") == EncoderName("/models/bge", "/models/bge")
    told = read_name("http://h:1/v1#bge-m3?dimensions=256&batch=8&timeout=2.5")
    assert (told.address, told.model) == ("http://h:1/v1", "bge-m3")
    assert (told.dimensions, told.batch, told.timeout_s) == (256, 8, 2.5)
    assert read_name("org/model?device=cpu").device == "cpu"


@pytest.mark.parametrize(
    "name", ["http://h/v1", "m?size=3", "m?dimensions=many", "m?batch=0", "https://h#m?timeout=-1"]
)
def test_what_cannot_be_meant_is_an_error(name: str) -> None:
    with pytest.raises(EncoderError, match=r"model|option"):
        read_name(name)


def test_prompts_of_models_that_do_not_state_them() -> None:
    assert known_prompts("BAAI/bge-large-zh-v1.5")["query"].startswith("为这个句子")
    assert known_prompts("intfloat/multilingual-e5-small") == {"query": "query: ", "passage": "passage: "}
    assert known_prompts("Qwen/Qwen3-Embedding-0.6B")["query"].endswith("Query:")
    assert known_prompts("some/other-model") == {}
