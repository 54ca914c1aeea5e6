"""Imported talks, or edits of fields → the new text of talks.yaml, with all other bytes unchanged.

`spans` finds the position of every key and value, `writing` makes the text of new ones, and
`document` splices it in. `merge` decides what is new, `record` holds what earlier imports have
read, `checking` rejects edits that would make the file invalid, and `layout` puts keys and lines
in canonical order. Nothing here writes files.
"""
