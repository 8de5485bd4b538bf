"""The kinds of exhaustive answers, and what they are made of."""
