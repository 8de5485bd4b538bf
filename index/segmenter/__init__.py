"""What the lines of a page are, which of them form an article, and what its head and lead say."""
