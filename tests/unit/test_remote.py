"""Vectors from an embedding server: a real one over HTTP on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from index.build import build
from index.encoder import load_encoder
from index.encodername import KEY_VARIABLE
from index.errors import EncoderError
from index.remote import RemoteEncoder
from index.search import Archive
from tests.archives import PairEncoder, gazetteer, tokeniser


class Embeddings(BaseHTTPRequestHandler):
    """Answers as OpenAI's interface does, out of order; misbehaves as the model's name says."""

    seen: ClassVar[list[dict[str, Any]]] = []
    busy: ClassVar[int] = 0

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Embeddings.seen.append({**asked, "path": self.path})
        if asked["model"] == "guarded" and self.headers.get("Authorization") != "Bearer open sesame":
            self._answer(401, {"error": "no"})
        elif asked["model"] == "busy" and Embeddings.busy > 0:
            Embeddings.busy -= 1
            self._answer(503, {"error": "later"})
        elif asked["model"] == "odd":
            self._answer(200, {"data": [{"index": 0, "embedding": "x"}]})
        elif asked["model"] == "short":
            self._answer(200, {"data": []})
        elif asked["model"] == "unknown":
            self._answer(404, {"error": "no such model"})
        else:
            vectors = PairEncoder().encode(asked["input"]) * 3
            rows = [
                {"index": n, "embedding": v[: asked.get("dimensions")].tolist()}
                for n, v in enumerate(vectors)
            ]
            self._answer(200, {"data": rows[::-1]})

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Embeddings)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


def test_rows_come_in_order_and_of_length_one(address: str) -> None:
    encoder = load_encoder(f"{address}#pairs?batch=2")
    texts = ["修水渠", "", "办学校", "种树", "养老"]
    Embeddings.seen.clear()
    vectors = encoder.encode(texts)
    expected = PairEncoder().encode(texts)
    norms = np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.allclose(vectors, np.divide(expected, norms, where=norms > 0, out=expected), atol=1e-6)
    assert not vectors[1].any()
    assert [asked["input"] for asked in Embeddings.seen[1:]] == [["修水渠", "办学校"], ["种树", "养老"]]
    assert {asked["path"] for asked in Embeddings.seen} == {"/v1/embeddings"}
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_vectors_may_be_shortened(address: str) -> None:
    encoder = load_encoder(f"{address}#pairs?dimensions=8")
    assert encoder.dimensions == 8
    assert encoder.encode(["修水渠修水渠"]).shape == (1, 8)
    assert encoder.version != load_encoder(f"{address}#pairs").version


def test_the_key_comes_from_the_environment(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with pytest.raises(EncoderError, match="refuses the key") as caught:
        load_encoder(f"{address}#guarded").encode(["县"])
    assert KEY_VARIABLE in caught.value.hint
    monkeypatch.setenv(KEY_VARIABLE, "open sesame")
    assert load_encoder(f"{address}#guarded").encode(["县里"]).any()


def test_a_busy_server_is_asked_again(address: str) -> None:
    waited: list[float] = []
    encoder = RemoteEncoder("r", address, "busy", dimensions=8, pause=waited.append)
    Embeddings.busy = 2
    assert encoder.encode(["县里今年修了三条水渠"]).any()
    assert waited == [0.5, 1.0]
    Embeddings.busy = 9
    with pytest.raises(EncoderError, match="503"):
        encoder.encode(["县里今年修了三条水渠"])


@pytest.mark.parametrize(("model", "what"), [("odd", "no vectors"), ("short", "shape"), ("unknown", "404")])
def test_answers_that_are_none(address: str, model: str, what: str) -> None:
    with pytest.raises(EncoderError, match=what) as caught:
        load_encoder(f"{address}#{model}").encode(["县里"])
    assert "builtin" in caught.value.hint


def test_a_server_that_is_not_there() -> None:
    encoder = RemoteEncoder("r", "http://127.0.0.1:9", "m", dimensions=4, timeout_s=1, pause=lambda s: None)
    with pytest.raises(EncoderError, match="cannot be reached"):
        encoder.encode(["县里"])


def test_an_archive_is_made_and_searched_with_a_server(address: str, tmp_path: Path) -> None:
    path = tmp_path / "ready.jsonl"
    path.write_text(json.dumps({"id": "x", "text": "县里今年修了三条水渠。"}) + "\n", encoding="utf-8")
    name = f"{address}#pairs"
    build(
        [path], tmp_path / "index", encoder=load_encoder(name), tokeniser=tokeniser(), gazetteer=gazetteer()
    )
    with Archive.open(tmp_path / "index") as archive:
        assert archive.search("修水渠")[0].channels.keys() == {"lexical", "vector"}
        assert str(archive.status()["encoder"]).startswith(name)
