"""The Gradio web chat.

frame.py         the components, placed            app.py        connected, and given their words
asking.py        the desk for questions            conversation.py  turns, and the stream of one answer
reading.py       the drawer for reading            browsing.py   the desks for browsing and searching
taking.py        files, kept conversations, verdicts             manage.py  the desk of the editors

render.py  chips.py  rowtable.py  charts.py        an answer as HTML
sources.py  scope.py  keeping.py                   the panel beside it
library.py  reader.py  sheet.py  why.py            lists, articles, pages as printed, explanations
actions.py  furniture.py  page/                    what a click does; scripts and styles
examples.py  texts.py  words/  theme.py            examples, words, colours
server.py  endpoints.py                            serve(): page and programs on a host and port
"""

import os

# Gradio reads these once, at import, and would otherwise report its use over the network.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
