"""Where talks come from → RawFile: one module for each kind of source.

A source reads text with its place and guesses nothing: types and defaults are the schema's.
"""
