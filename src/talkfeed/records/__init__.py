"""What others write of talks: records in YAML, JSON, TOML, CSV or front matter → talks."""
