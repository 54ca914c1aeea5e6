"""A talks page in HTML, Markdown or plain text → its talks."""
