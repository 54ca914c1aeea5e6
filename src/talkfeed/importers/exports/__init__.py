"""Exports of services for events and talks, each with a table of its keys."""
