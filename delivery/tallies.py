"""Views that were counted and not written yet: one set of tallies a process, and the thread that writes them."""

import atexit
import logging
import os
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import DatabaseError, connection

from delivery.models import PageViews

logger = logging.getLogger(__name__)

# Page, day, label.
Key = tuple[int, date, str]

_AT_ONCE = 200  # rows in one statement
# Added to what is there, in the database: processes that write at once lose nothing. The same on both databases.
_ADD = (
    "INSERT INTO {table} (page_id, day, label, count) VALUES {rows} "
    "ON CONFLICT (page_id, day, label) DO UPDATE SET count = {table}.count + excluded.count"
)


class Tallies:
    """Counts in memory; `every` seconds a thread writes them (0: only `flush` does)."""

    _counted: Counter[Key]
    _thread: threading.Thread | None

    def __init__(self) -> None:
        self.begin()

    def add(self, key: Key, every: float) -> None:
        with self._lock:
            self._counted[key] += 1
            if every > 0 and self._thread is None:
                self._thread = threading.Thread(target=self._run, args=(every,), name="page-views", daemon=True)
                self._thread.start()
                atexit.register(self.flush)

    def flush(self) -> int:
        """Write what was counted; returns how many views. What cannot be written is kept for the next time."""
        with self._lock:
            counted: Counter[Key] = self._counted
            self._counted = Counter()
        try:
            write(counted)
        except DatabaseError:
            with self._lock:
                self._counted.update(counted)
            logger.warning("Page views wait: the database did not take them", exc_info=True)
            return 0
        return counted.total()

    def stop(self) -> None:
        """End the thread, and write what is left."""
        if self._thread is not None:
            self._stop.set()
            self._thread.join()
        self.flush()

    def begin(self) -> None:
        """Begin afresh; in a child process, too, whose parent writes what it had counted."""
        self._lock = threading.Lock()
        self._counted = Counter()
        self._thread = None
        self._stop = threading.Event()

    def _run(self, every: float) -> None:
        while not self._stop.wait(every):
            self.flush()
            connection.close()


def write(counted: Mapping[Key, int]) -> None:
    """Add tallies to the table. Sorted, so that two processes never wait for each other crosswise."""
    keys = sorted(key for key, number in counted.items() if number)
    table = connection.ops.quote_name(PageViews._meta.db_table)
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            rows = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            values = [value for key in some for value in (*key, counted[key])]
            cursor.execute(_ADD.format(table=table, rows=rows), values)


tallies = Tallies()
os.register_at_fork(after_in_child=tallies.begin)


def seconds() -> float:
    """How often tallies are written. 0: only when somebody asks for it (tests)."""
    return float(getattr(settings, "INTERURBAN_VIEWS_EVERY", 5))
