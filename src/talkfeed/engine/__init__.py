"""Parts of an incremental build that know nothing of talks: storage, executors, progress."""
