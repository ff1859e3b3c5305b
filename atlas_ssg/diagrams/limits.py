"""How large a diagram may be. What is larger is refused before it costs time or memory."""

CHARACTERS = 100_000
EDGES = 500
NODES = 1_000
RAW_BYTES = 8_000_000  # as it comes from the browser; about a third is left afterwards
SVG_BYTES = 2_000_000
ELEMENTS = 20_000
PIXELS = 20_000  # a side
