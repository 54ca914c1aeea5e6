"""What others publish of talks, kept beside the talks file: fetched, united, written as talks."""
