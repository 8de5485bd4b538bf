"""A chat-completions server with a tiny model of random weights: its words are nonsense, its protocol is not.

`python -m tests.nonsense_server` prints the port on which it serves and serves until it is ended. The model
is a GPT-2 of two layers over the characters of the message that it gets, so that its nonsense is made of the
right words, with numbers and marks among them.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import torch
from transformers import GPT2Config, GPT2LMHeadModel

_LONGEST = 60
_CHARACTERS = 600


class Babbler:
    """A model of random weights over whatever characters it is given."""

    def __init__(self) -> None:
        torch.manual_seed(7)
        torch.set_num_threads(1)
        shape = GPT2Config(vocab_size=_CHARACTERS, n_positions=128, n_embd=32, n_layer=2, n_head=2)
        self._model = GPT2LMHeadModel(shape).eval()
        self._seeds = count(1)

    def pieces(self, prompt: str) -> list[str]:
        """Return characters of the prompt in the order in which the model strings them together."""
        known = list(dict.fromkeys(prompt + "0123456789[]。，个"))[:_CHARACTERS]
        torch.manual_seed(next(self._seeds))
        asked = torch.tensor([[known.index(c) for c in prompt[-20:] if c in known] or [0]])
        made = self._model.generate(
            asked, max_new_tokens=_LONGEST, do_sample=True, pad_token_id=0, eos_token_id=None
        )
        told = [known[i % len(known)] for i in made[0, asked.shape[1] :].tolist()]
        return [*told, "[1]。"]


class Handler(BaseHTTPRequestHandler):
    """OpenAI's chat completions, streamed."""

    protocol_version = "HTTP/1.1"
    babbler = Babbler()

    def do_POST(self) -> None:
        """Answer a request."""
        length = int(self.headers.get("content-length", "0"))
        messages = json.loads(self.rfile.read(length))["messages"]
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for piece in self.babbler.pieces(messages[-1]["content"]):
            self._event({"index": 0, "delta": {"content": piece}, "finish_reason": None})
        self._event({"index": 0, "delta": {}, "finish_reason": "stop"})
        self._chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, choice: dict[str, object]) -> None:
        told = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "babble"}
        data = json.dumps({**told, "choices": [choice]}, ensure_ascii=False)
        self._chunk(f"data: {data}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve on a free port of the loopback interface."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
