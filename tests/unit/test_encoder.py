"""The built-in encoder on numpy, its twin in sentence-transformers, and what load_encoder refuses."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder import Encoder, load_encoder
from index.errors import EncoderError

FOLDER = Path(__file__).parents[2] / "index" / "data" / "encoder"
TEXTS = [
    "柳湾县政协组织委员到三个乡镇调研冬小麦越冬情况。",
    "截至10月15日，全市新增就业4126人，完成年度任务的103.15%。",
    "The committee visited 12 villages in Yuzhong County.",
    "5G网络和AI技术成为 APEC 会议的话题，ＡＢＣ１２３。",
    "",
    "   \n\t",
    "，。！？——…",
    "🙂🙃",
    "\U00020000\U0002a6a5",
    "龘靐齉",
    "的",
    "县" * 3000,
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_rows_have_length_one_or_are_zero(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert vectors.dtype == np.float32
    norms = np.linalg.norm(vectors, axis=1)
    assert np.allclose(norms[:4], 1.0, atol=1e-5)
    assert not norms[4:9].any()
    assert np.isfinite(vectors).all()


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_many_texts_give_the_vectors_of_each(encoder: Encoder) -> None:
    many = [f"{text}第{n}号" for n in range(9) for text in TEXTS]
    alone = np.vstack([encoder.encode([text]) for text in many])
    assert np.array_equal(encoder.encode(many), alone)


def test_same_vectors_as_sentence_transformers(encoder: Encoder) -> None:
    library = pytest.importorskip("sentence_transformers")
    twin = library.SentenceTransformer(str(FOLDER), device="cpu", local_files_only=True)
    expected = twin.encode(TEXTS, show_progress_bar=False)
    assert np.abs(encoder.encode(TEXTS) - expected).max() < 1e-5


def test_batches_do_not_change_vectors(encoder: Encoder) -> None:
    many = [f"{text}{n}" for n in range(60) for text in TEXTS[:10]]
    together = encoder.encode(many)
    assert len(many) > 512
    assert np.allclose(
        together[[0, 300, 599]], np.vstack([encoder.encode([many[i]]) for i in (0, 300, 599)]), atol=1e-6
    )


def test_lone_surrogates_are_taken(encoder: Encoder) -> None:
    assert np.array_equal(encoder.encode(["县\ud800"]), encoder.encode(["县"]))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_sound_vector(encoder: Encoder, text: str) -> None:
    norm = float(np.linalg.norm(encoder.encode([text])))
    assert norm == 0.0 or norm == pytest.approx(1.0, abs=1e-5)


def test_related_texts_are_nearer_than_unrelated_ones(encoder: Encoder) -> None:
    query = encoder.encode(["冬小麦越冬管理得怎么样？"], "query")[0]
    farm, jobs = encoder.encode(
        ["农技人员到田间查看小麦苗情，指导农户浇好越冬水。", "人社局举办专场招聘会。"]
    )
    assert query @ farm > query @ jobs + 0.1


def test_traditional_text_meets_its_simplified_twin(encoder: Encoder) -> None:
    one, other = encoder.encode(["政協委員視察鄉村學校", "政协委员视察乡村学校"])
    assert one @ other == pytest.approx(1.0, abs=1e-5)


def test_question_words_alone_mean_nothing(encoder: Encoder) -> None:
    assert not encoder.encode(["哪些？什么？"]).any()


def test_encoder_names_itself_for_the_manifest(encoder: Encoder) -> None:
    assert encoder.name == "builtin"
    assert len(encoder.version) == 16
    assert load_encoder().version == encoder.version


def test_folder_is_small_enough() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*")) <= 15e6


def test_builtin_encoder_needs_no_torch() -> None:
    code = (
        "import sys; from index.encoder import load_encoder; load_encoder().encode(['县']);"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_static_folder_given_by_path_runs_the_same_way(encoder: Encoder, tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(FOLDER, copy)
    other = load_encoder(str(copy))
    assert (other.name, other.version) == (str(copy), encoder.version)
    assert np.array_equal(other.encode(TEXTS), encoder.encode(TEXTS))


def test_any_other_model_runs_by_sentence_transformers_with_its_prompts(tmp_path: Path) -> None:
    library = pytest.importorskip("sentence_transformers")
    modules = import_module("sentence_transformers.sentence_transformer.modules")
    base = library.SentenceTransformer(str(FOLDER), device="cpu", local_files_only=True)
    dense = modules.Dense(base.get_embedding_dimension(), 8)
    model = library.SentenceTransformer(modules=[base[0], dense], device="cpu", prompts={"query": "小麦："})
    model.save(str(tmp_path / "model"))
    encoder = load_encoder(str(tmp_path / "model"))
    assert encoder.dimensions == 8
    assert len(encoder.version) == 16
    passages, queries = encoder.encode(TEXTS[:3]), encoder.encode(TEXTS[:3], "query")
    assert passages.shape == (3, 8) and passages.dtype == np.float32
    assert np.allclose(np.linalg.norm(passages, axis=1), 1.0, atol=1e-5)
    assert np.allclose(queries, encoder.encode(["小麦：" + text for text in TEXTS[:3]]), atol=1e-5)
    assert np.abs(queries - passages).max() > 1e-3


def test_a_models_vectors_may_be_shortened_and_known_prompts_are_put_in_front(tmp_path: Path) -> None:
    library = pytest.importorskip("sentence_transformers")
    base = library.SentenceTransformer(str(FOLDER), device="cpu", local_files_only=True)
    folder = tmp_path / "multilingual-e5-tiny"
    base.save(str(folder))
    encoder = load_encoder(f"{folder}?dimensions=64&batch=2&device=cpu")
    assert encoder.dimensions == 64 and encoder.version.endswith("-64")
    assert encoder.name == f"{folder}?dimensions=64&batch=2&device=cpu"
    passages = encoder.encode(TEXTS[:3])
    assert np.allclose(np.linalg.norm(passages, axis=1), 1.0, atol=1e-5)
    plain = base.encode(["passage: " + text for text in TEXTS[:3]], show_progress_bar=False)[:, :64]
    assert np.allclose(passages, plain / np.linalg.norm(plain, axis=1, keepdims=True), atol=1e-4)
    assert np.abs(encoder.encode(TEXTS[:3], "query") - passages).max() > 1e-3


def test_a_model_that_cannot_be_loaded_names_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"idx": 0, "name": "0", "path": "", "type": "no.such.Module"}]')
    with pytest.raises(EncoderError, match="builtin"):
        load_encoder(str(tmp_path))


def _without_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def _with_broken_weights(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"\x08\x00\x00\x00\x00\x00\x00\x00not json")


def _with_broken_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}")


def _with_too_many_tokens(folder: Path) -> None:
    path = folder / "tokenizer.json"
    tokenizer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    tokenizer["model"]["vocab"] += [[f"词{n}号", -9.0] for n in range(9)]
    path.write_text(json.dumps(tokenizer), encoding="utf-8")


def _without_modules(folder: Path) -> None:
    (folder / "modules.json").unlink()


@pytest.mark.parametrize(
    "spoil",
    [_without_weights, _with_broken_weights, _with_broken_tokenizer, _with_too_many_tokens, _without_modules],
)
def test_damaged_folders_name_the_way_out(spoil: Any, tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(FOLDER, copy)
    spoil(copy)
    with pytest.raises(EncoderError) as caught:
        load_encoder(str(copy))
    assert str(copy) in str(caught.value)
    assert "builtin" in caught.value.hint


def test_an_unknown_name_is_refused_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    with pytest.raises(EncoderError) as caught:
        load_encoder("nobody/has-this-model")
    assert caught.value.subject == "nobody/has-this-model"
    assert "builtin" in caught.value.hint


@pytest.mark.parametrize("name", ["", "no/such/folder/at/all", "名字"])
def test_odd_names_are_refused(name: str) -> None:
    with pytest.raises(EncoderError):
        load_encoder(name)
