"""Turn a question into an answer whose every statement opens the sentence it rests on."""
