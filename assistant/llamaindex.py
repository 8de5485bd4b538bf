"""The archive as a LlamaIndex retriever, and the assistant as a LlamaIndex query engine.

Nothing here touches LlamaIndex's global settings, and nothing calls a language model that the
assistant was not given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks.base import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.contracts import answer_json
from assistant.records import Answer, Citation
from index.records import Article, Filters, Hit

if TYPE_CHECKING:
    from assistant.chat import Assistant
    from index.search import Archive

_ALL = Filters()
# What a model that reads the nodes need not see.
_INTERNAL = ["article_id", "start", "end"]


class ArchiveRetriever(BaseRetriever):
    """Retrieve passages by words and vectors.

    Args:
        archive: the open archive.
        k: how many passages, at most.
        filters: limits on the articles.
    """

    def __init__(self, archive: Archive, k: int = 10, filters: Filters = _ALL) -> None:
        self._archive = archive
        self._k = k
        self._filters = filters
        super().__init__(callback_manager=CallbackManager([]))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._archive.search(query_bundle.query_str, self._k, self._filters)
        return [hit_node(hit) for hit in hits]


class AssistantQueryEngine(BaseQueryEngine):
    """Answer queries with the assistant: its text, and one source node per citation.

    The response's metadata has "answer": the whole answer by the JSON contract.

    Args:
        assistant: the assistant.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        super().__init__(callback_manager=CallbackManager([]))

    def _query(self, query_bundle: QueryBundle) -> Response:
        return self._response(self._assistant.ask(query_bundle.query_str))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        import asyncio

        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _response(self, answer: Answer) -> Response:
        article = self._assistant.archive.article
        nodes = [citation_node(citation, article(citation.article_id)) for citation in answer.citations]
        return Response(response=answer.text, source_nodes=nodes, metadata={"answer": answer_json(answer)})


def hit_node(hit: Hit) -> NodeWithScore:
    """Return a hit as a node; its id is the article's id with the passage's offsets.

    Args:
        hit: the hit.
    """
    metadata = {
        "article_id": hit.article_id,
        "source": hit.source,
        "headline": hit.headline,
        "place": hit.place,
        "issue_date": hit.issue_date,
        "start": hit.start,
        "end": hit.end,
    }
    return NodeWithScore(node=_node(hit.text, metadata), score=hit.score)


def citation_node(citation: Citation, article: Article) -> NodeWithScore:
    """Return what a citation quotes as a node; a citation has no score, it is exact.

    Args:
        citation: the citation.
        article: the article that it quotes.
    """
    metadata = {
        "article_id": citation.article_id,
        "source": citation.source,
        "headline": citation.headline,
        "place": article.place,
        "issue_date": citation.issue_date,
        "start": citation.start,
        "end": citation.start + len(citation.quote),
        "n": citation.n,
    }
    return NodeWithScore(node=_node(citation.quote, metadata), score=None)


def _node(text: str, metadata: dict[str, Any]) -> TextNode:
    return TextNode(
        id_=f"{metadata['article_id']}:{metadata['start']}:{metadata['end']}",
        text=text,
        metadata=metadata,
        start_char_idx=metadata["start"],
        end_char_idx=metadata["end"],
        excluded_llm_metadata_keys=_INTERNAL,
        excluded_embed_metadata_keys=list(metadata),
    )
