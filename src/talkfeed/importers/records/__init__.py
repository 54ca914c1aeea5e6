"""Records in YAML, JSON, TOML, CSV or front matter → talks."""
