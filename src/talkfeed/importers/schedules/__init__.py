"""Programmes of conference software and calendars → talks."""
