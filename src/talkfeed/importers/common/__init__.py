"""What importers share: input, detection, decoding, limits, and what is refused by name."""
