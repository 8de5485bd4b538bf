"""Answers and conversations as files: CSV, Markdown, Word.

tables.py    rows → CSV that a spreadsheet opens as text, or a Markdown table
markdown.py  answers → Markdown with the sources below
word.py      answers → a Word document, every [n] a footnote with its source and quotation
notes.py     footnotes for python-docx, which has none of its own
"""
