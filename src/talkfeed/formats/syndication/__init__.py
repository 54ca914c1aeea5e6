"""Feed → Atom (RFC 4287) and RSS 2.0, written by feedgen."""
