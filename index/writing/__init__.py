"""The stages of the write path, which `index.build` runs."""
