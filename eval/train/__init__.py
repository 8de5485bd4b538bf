"""Training of the built-in encoder, from a corpus of news to a sentence-transformers folder."""
