"""Lists of records (YAML, JSON, TOML, CSV, front matter) → talks."""
