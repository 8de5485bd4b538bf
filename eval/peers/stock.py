"""A stock LlamaIndex pipeline: splitter, vector index, retriever, and no language model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.bench.peer import embedding
from eval.peers.pieces import LENGTH, Piece, sentences

if TYPE_CHECKING:
    from eval.peers import Retrieve
    from index.encoder import Encoder
    from index.search import Archive


def stock(archive: Archive, encoder: Encoder) -> Retrieve:
    """Return what retrieves the nodes of a LlamaIndex vector index over an archive's articles.

    Args:
        archive: its articles become documents.
        encoder: makes the vectors.
    """
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(
        chunk_size=LENGTH,
        chunk_overlap=0,
        tokenizer=list,
        chunking_tokenizer_fn=sentences,
        paragraph_separator="\n",
        include_metadata=False,
    )
    articles = {article.article_id: article for article in archive.articles()}
    documents = [Document(text=article.text, id_=id) for id, article in articles.items() if article.text]

    def encode(texts: list[str]) -> list[list[float]]:
        found: list[list[float]] = encoder.encode(texts, "passage").tolist()
        return found

    index = VectorStoreIndex.from_documents(
        documents, transformations=[splitter], embed_model=embedding(encode)
    )

    def retrieve(question: str, k: int) -> list[Piece]:
        found = []
        for scored in index.as_retriever(similarity_top_k=k).retrieve(question):
            article = articles[str(scored.node.ref_doc_id)]
            text = str(scored.node.get_content()).strip()
            piece = Piece(text, article.article_id, article.source, article.headline, article.issue_date)
            found.append(piece)
        return found

    return retrieve
