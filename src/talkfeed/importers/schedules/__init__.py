"""Conference programs and calendars → talks."""
