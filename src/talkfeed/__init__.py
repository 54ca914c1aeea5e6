"""talkfeed: one hand-written talks.yaml becomes feeds and calendars, with a memory."""
