"""A plugin that makes threads, jobs and programs begin late by chance, as on a machine that does other things too: what waits
for the thing itself passes all the same.

`PYTHONPATH=tests LATE_S=0.4 LATE_SEED=2 .venv/bin/python -m pytest -p late tests/display`
"""

import os
import random
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

LATE_S = float(os.environ.get("LATE_S", "0.15"))
"""At the most; every second one is not late at all."""

_chance = random.Random(int(os.environ.get("LATE_SEED", "1")))


def pytest_configure():
    ThreadPoolExecutor.submit = _submitting(ThreadPoolExecutor.submit)
    threading.Thread.run = _late(threading.Thread.run)
    subprocess.Popen.__init__ = _late(subprocess.Popen.__init__)


def _submitting(submit):
    def submitted(self, job, /, *words, **named):
        return submit(self, _late(job), *words, **named)

    return submitted


def _late(do):
    def done(*words, **named):
        if _chance.random() < 0.5:
            time.sleep(_chance.random() * LATE_S)
        return do(*words, **named)

    return done
