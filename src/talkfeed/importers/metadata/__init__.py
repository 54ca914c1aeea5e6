"""The metadata of one web page → one talk."""
