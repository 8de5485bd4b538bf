"""Reports of runs: what is kept of one (`record`), and how it is shown (`terminal`, `page`, `summary`)."""
