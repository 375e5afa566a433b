"""`python -P -m jiaohao …`: the same as the command `jiaohao`."""

import sys

from jiaohao.cli import main

sys.exit(main())
