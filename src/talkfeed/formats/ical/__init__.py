"""Feed → iCalendar (RFC 5545, RFC 7986)."""
