"""The demo's hall as a process: TLS and tokens as everywhere, and a clock of its own, which `jiaohao hall` gives to a hall
without tokens alone.

Run as `python -P -m jiaohao.demo.opened_hall CONFIG DATA MOMENT`.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from config.language import language_of
from config.texts import texts
from hall.clock import shifted_clock
from hall.process import Ended, run
from hall.running import Settings


def main(words: Sequence[str]) -> int:
    """Serve on a free port of this machine until told to stop; the exit status."""
    config, data, moment = words
    settings = Settings(
        config=Path(config),
        data=Path(data),
        host="127.0.0.1",
        port=0,
        clock=shifted_clock(datetime.fromisoformat(moment)),
        is_advertised=True,
        is_trusted=True,
    )
    try:
        run(settings, texts(language_of(os.environ)), [])
    except Ended as ended:
        print(ended.why, file=sys.stderr)
        return ended.status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
