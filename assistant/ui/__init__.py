"""The Gradio web chat: questions on the left, the evidence on the right.

conversation.py  turns of one visitor, and the stream of one answer
render.py        Answer → the HTML of a chat message and the rows of the table
sources.py       Answer + Articles → the HTML of the evidence panel
examples.py      example questions that this archive can answer
texts.py         the words of the interface, from texts.toml
theme.py         colours and fonts; style.css and page.js beside it
app.py           the page and its events
server.py        serve(): start it on a host and port
"""

import os

# Gradio reads these once, at import, and would otherwise report its use over the network.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
