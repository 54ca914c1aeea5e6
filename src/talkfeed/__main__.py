"""`python -m talkfeed` is the command `talkfeed`."""

import sys

from talkfeed.cli import main

sys.exit(main())
