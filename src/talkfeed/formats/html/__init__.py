"""Feed → pages, embeds and lists in HTML."""
