"""What importers share: detection, decoding, drafts of talks."""
