"""The peer of the store's benchmark: the stock LlamaIndex pipeline on the same articles, the same encoder.

Two readings of it. "stock" is what somebody writes who knows the library: its splitter as it comes (its own
tokeniser counts), the encoder through sentence-transformers, texts in the library's batches; BM25 alone is
given a pattern with which it sees Chinese characters, for its own gives every score zero. "helped" is given
what costs it less: a splitter that knows Chinese sentences and counts characters, and this project's own way
of running the encoder. Both write all that a later process needs. Needs the extra `bench`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import index
from index.encoder import load_encoder

Way = Literal["stock", "helped"]

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]*")
_TOKENS = r"(?u)[一-鿿]|[A-Za-z0-9]+"
_ENCODER = Path(index.__file__).parent / "data" / "encoder"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE.findall(text)


def encoding(way: Way) -> Callable[[list[str]], list[list[float]]]:
    """Return what turns texts into vectors by the built-in encoder."""
    if way == "helped":
        encoder = load_encoder()
        return lambda texts: encoder.encode(texts, "passage").tolist()
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(_ENCODER), device="cpu")
    return lambda texts: model.encode(texts, show_progress_bar=False).tolist()


def embedding(encode: Callable[[list[str]], list[list[float]]]) -> Any:
    """Return an encoder as LlamaIndex's embedding model."""
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from pydantic import PrivateAttr

    class Embedding(BaseEmbedding):
        _encode: Any = PrivateAttr()

        def __init__(self) -> None:
            super().__init__(model_name="builtin")
            self._encode = encode

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            found: list[list[float]] = self._encode(texts)
            return found

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return Embedding()


def splitter(way: Way) -> Any:
    """Return the splitter: passages of 512 tokens with 64 of them shared."""
    from llama_index.core.node_parser import SentenceSplitter

    if way == "stock":
        return SentenceSplitter(chunk_size=512, chunk_overlap=64)
    return SentenceSplitter(
        chunk_size=512,
        chunk_overlap=64,
        tokenizer=list,
        chunking_tokenizer_fn=sentences,
        paragraph_separator="\n",
    )


class Stages:
    """Seconds of each stage, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Take the time of a block."""
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)


def build_peer(texts: Sequence[str], folder: Path, way: Way = "stock") -> dict[str, Any]:
    """Build and persist the peer's index; libraries and models are loaded before the time is taken.

    Args:
        texts: one article each.
        folder: where it is persisted.
        way: how it is read; see above.

    Returns:
        Seconds, in all and by stage, number of nodes, and whether BM25 and vectors find the article that a
        question is taken from.
    """
    import faiss
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.faiss import FaissVectorStore

    encode, split = encoding(way), splitter(way)
    dimensions = len(encode(["热身"])[0])
    split.split_text("热身。")
    stages = Stages()
    began, cpu = time.perf_counter(), time.process_time()
    with stages.timed("split"):
        documents = [Document(text=text, id_=str(number)) for number, text in enumerate(texts)]
        nodes = split.get_nodes_from_documents(documents)
    storage = StorageContext.from_defaults(
        vector_store=FaissVectorStore(faiss_index=faiss.IndexFlatIP(dimensions))
    )
    with stages.timed("docstore"):
        storage.docstore.add_documents(nodes)
    with stages.timed("vectors"):
        made = VectorStoreIndex(nodes, storage_context=storage, embed_model=embedding(encode))
    with stages.timed("persist"):
        made.storage_context.persist(str(folder))
    given = {} if way == "stock" else {"skip_stemming": True}
    with stages.timed("bm25"):
        lexical = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=5, token_pattern=_TOKENS, **given)
        lexical.persist(str(folder / "bm25"))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    wanted = len(texts) // 2
    question = sentences(texts[wanted])[0][:60]
    found = {
        "bm25": lexical.retrieve(question),
        "vectors": made.as_retriever(similarity_top_k=5).retrieve(question),
    }
    return {
        "seconds": round(seconds, 3),
        "work_cpu_s": round(cpu, 3),
        "nodes": len(nodes),
        "stages": stages.seconds,
        "finds_its_article": {
            name: any(n.node.ref_doc_id == str(wanted) for n in nodes) for name, nodes in found.items()
        },
    }
