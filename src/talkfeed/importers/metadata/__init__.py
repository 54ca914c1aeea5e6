"""The metadata of a web page → one talk."""
