"""Views out of the logs of the server in front, where it answers readers from stored copies."""

import gzip
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from django.db import transaction
from django.utils.timezone import localdate

from delivery import access_logs
from delivery.models import LogPosition
from delivery.page_views import Viewed
from delivery.tallies import write

_LINES = 5_000  # read and counted together
_LONGEST_LINE = 65_536  # bytes; what is longer is damaged

Resolver = Callable[[Collection[str]], dict[str, Viewed]]
_resolvers: list[Resolver] = []


@dataclass(frozen=True, slots=True)
class Folded:
    """What one reading of a log gave. `views`: answers that were counted."""

    lines: int = 0
    views: int = 0


def register(resolver: Resolver) -> None:
    """An app says which page is at a path, and its label now; paths that it does not know are left out."""
    if resolver not in _resolvers:
        _resolvers.append(resolver)


def fold(path: Path) -> Folded:
    """Count what was added to a log since it was read last; run again, it counts nothing twice.

    A log is known by its first line, whatever its name is after rotation. Some thousand lines and how far they reach
    are written in one transaction. Errors: `OSError` where the file cannot be read.
    """
    lines = views = 0
    with _opened(path) as log:
        first = log.readline(_LONGEST_LINE)
        if not first.endswith(b"\n"):
            return Folded()  # still being written
        name = hashlib.sha256(first).hexdigest()
        while True:
            with transaction.atomic():
                at, _made = LogPosition.objects.select_for_update().get_or_create(name=name)
                if at.offset > _size(path, log):
                    at.offset = 0  # emptied, and begun again with the same line
                log.seek(at.offset)
                some = list(_whole_lines(log))
                counted = _counted(some)
                write(counted)
                at.offset += sum(map(len, some))
                at.save()
            lines += len(some)
            views += counted.total()
            if len(some) < _LINES:
                return Folded(lines, views)


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _size(path: Path, log: IO[bytes]) -> int:
    """Bytes of a log; a packed one never shrinks."""
    return log.seek(0, 2) if path.suffix != ".gz" else 2**62


def _whole_lines(log: IO[bytes]) -> Iterator[bytes]:
    """The next lines; one that is not finished waits for the next time."""
    for _number in range(_LINES):
        line = log.readline()
        if not line.endswith(b"\n"):
            return
        yield line


def _counted(lines: list[bytes]) -> Counter[tuple[int, date, str]]:
    read: Counter[tuple[str, date]] = Counter()
    for line in lines:
        answer = access_logs.read(line.decode("utf-8", "replace")) if len(line) <= _LONGEST_LINE else None
        if answer is not None and answer.status == 200:
            read[answer.path, localdate(answer.when)] += 1
    known: dict[str, Viewed] = {}
    for resolver in _resolvers:
        known |= resolver({path for path, _day in read})
    counted: Counter[tuple[int, date, str]] = Counter()
    for (path, day), number in read.items():
        if path in known:
            counted[known[path].page_id, day, known[path].label] += number
    return counted
