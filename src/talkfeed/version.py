"""The version of talkfeed, from which the package takes its own.

Reading the metadata of the installed package would take longer than a small build.
"""

VERSION = "0.1.0"
PROJECT = "https://github.com/talkfeed/talkfeed"
"""Where the project's source is; `talkfeed init` names it in workflows."""
