"""Documents → files: what differs is staged, synced and renamed in a safe order."""
