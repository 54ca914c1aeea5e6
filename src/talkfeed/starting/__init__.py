"""A directory and its git remote → the files that a new site of talks begins with.

`repository` and `sources` look at what is there, `hosts` knows where sites are served, `files`
writes the texts. Nothing is written to the disk here.
"""
