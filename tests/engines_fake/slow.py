"""A fake engine that takes its time, so that a test can kill the worker in mid-job."""

import os
import time
from pathlib import Path

from i18n.engines import Batch, Result
from tests.engines_fake.fake import FakeEngine


class SlowEngine(FakeEngine):
    """Says in the file named by TEST_ENGINE_STARTED that it was asked, then sleeps for a minute."""

    def translate(self, batch: Batch) -> list[Result]:
        Path(os.environ["TEST_ENGINE_STARTED"]).write_text("asked")
        time.sleep(60)
        return super().translate(batch)
