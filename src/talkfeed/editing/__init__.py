"""Talks found elsewhere, or a person's wish → talks.yaml, changed in no more than what is meant.

A file is never written anew: `spans` finds where every key and value stands, `writing` makes the
text of what is new, and `document` splices it in, so that every other byte stays. `merge` decides
what is new, `memory` remembers what a source has said before, `checking` refuses what would break
the file, and `layout` puts keys and lines in their canonical order. Nothing here reads or writes
files but through what it is given.
"""
