"""Which sentences answer a question, and how one is shown."""
