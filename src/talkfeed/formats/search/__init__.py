"""Feed → search/: an index of the words of all talks, in small files that pages fetch."""
