"""`python -m bibhrat` is the command `bibhrat`."""

import sys

from bibhrat.cli import main

sys.exit(main())
