"""The peer of the store's benchmark: the stock LlamaIndex pipeline on the same articles, the same encoder.

It is given what its defaults lack for Chinese: a splitter that knows Chinese sentences, and a pattern with
which BM25 sees Chinese characters (the default pattern gives every score zero). Needs the extra `bench`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.encoder import Encoder

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]*")
_TOKENS = r"(?u)[一-鿿]|[A-Za-z0-9]+"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE.findall(text)


def embedding(encoder: Encoder) -> Any:
    """Return an encoder of ours as LlamaIndex's embedding model."""
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from pydantic import PrivateAttr

    class Embedding(BaseEmbedding):
        _encoder: Any = PrivateAttr()

        def __init__(self, encoder: Encoder) -> None:
            super().__init__(model_name=encoder.name)
            self._encoder = encoder

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            found: list[list[float]] = self._encoder.encode(texts, "passage").tolist()
            return found

        def _get_query_embedding(self, query: str) -> list[float]:
            found: list[float] = self._encoder.encode([query], "query")[0].tolist()
            return found

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return Embedding(encoder)


def build_peer(texts: Sequence[str], folder: Path, encoder: Encoder) -> dict[str, Any]:
    """Build and persist the peer's index.

    Args:
        texts: one article each.
        folder: where it is persisted.
        encoder: makes the vectors.

    Returns:
        Seconds, number of nodes, and whether BM25 and vectors find the article that a question is taken from.
    """
    import faiss
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.faiss import FaissVectorStore

    began = time.perf_counter()
    splitter = SentenceSplitter(
        chunk_size=512,
        chunk_overlap=64,
        tokenizer=list,
        chunking_tokenizer_fn=sentences,
        paragraph_separator="\n",
    )
    documents = [Document(text=text, id_=str(number)) for number, text in enumerate(texts)]
    nodes = splitter.get_nodes_from_documents(documents)
    vectors = FaissVectorStore(faiss_index=faiss.IndexFlatIP(encoder.dimensions))
    storage = StorageContext.from_defaults(vector_store=vectors)
    storage.docstore.add_documents(nodes)
    index = VectorStoreIndex(nodes, storage_context=storage, embed_model=embedding(encoder))
    index.storage_context.persist(str(folder))
    lexical = BM25Retriever.from_defaults(
        nodes=nodes, similarity_top_k=5, token_pattern=_TOKENS, skip_stemming=True
    )
    lexical.persist(str(folder / "bm25"))
    seconds = time.perf_counter() - began
    wanted = len(texts) // 2
    question = sentences(texts[wanted])[0][:60]
    found = {
        "bm25": lexical.retrieve(question),
        "vectors": index.as_retriever(similarity_top_k=5).retrieve(question),
    }
    hit = {name: any(n.node.ref_doc_id == str(wanted) for n in nodes) for name, nodes in found.items()}
    return {"seconds": seconds, "nodes": len(nodes), "finds_its_article": hit}
