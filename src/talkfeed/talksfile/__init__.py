"""talks.yaml as bytes and text: files, includes, items, and the parser (YAML 1.1)."""
