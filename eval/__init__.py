"""Score answers, citations and segmentation against gold, and say what was wrong."""
