"""Talks → output: the stages of a build, and what one build leaves for the next."""
