"""Files and times of recordings: chapters, captions, pictures, and addresses with a time."""
