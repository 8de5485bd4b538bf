"""The parts of understanding a question, which `assistant.question` puts together."""
