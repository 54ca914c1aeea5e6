"""Which version of talkfeed this is; the package takes its own from here.

Looking it up in what is installed would take longer than all else that a small build does.
"""

VERSION = "0.1.0"
PROJECT = "https://github.com/talkfeed/talkfeed"
"""Where the project's source is; `talkfeed init` names it in workflows."""
