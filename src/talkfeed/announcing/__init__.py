"""What was published → messages elsewhere: pings to WebSub hubs, and digests for people."""
