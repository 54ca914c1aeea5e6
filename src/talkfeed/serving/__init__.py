"""A site on its author's machine: previews over HTTP, which reload when the talks change."""
