"""Settings of a worker that a test starts as a process of its own."""

import os

from config.settings.test import *  # noqa: F403

INTERURBAN_ENGINES = {"fake": {"class": os.environ["TEST_ENGINE"]}}
INTERURBAN_JOB_LEASE = 1
