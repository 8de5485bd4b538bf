"""Turn raw newspaper files into a searchable archive: no language model, no user interface."""
