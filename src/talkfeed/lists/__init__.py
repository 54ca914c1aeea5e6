"""Lists of talks of other software, read in place: files → talks with the keys of talks.yaml."""

from talkfeed.lists.expand import as_records, expanded, problems_of, read_again, united

__all__ = ["as_records", "expanded", "problems_of", "read_again", "united"]
