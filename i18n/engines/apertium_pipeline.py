"""Apertium's pipelines as persistent processes: one per mode, with real time-outs, restarts and a cap."""

from __future__ import annotations

import atexit
import os
import selectors
import shlex
import signal
import subprocess
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import TimedOut, Transient

END = "[][\n]"  # a blank that makes the last words of a text come out of the stages that wait for more
_CHUNK = 65536


def stages_of(mode: Path, *, describe: str = "apertium-wblank-mode") -> list[list[str]]:
    """The commands of a mode with word-bound blanks and a flush at each NUL. Raises Transient without Apertium."""
    try:
        described = subprocess.run(  # noqa: S603 - the path comes from the operator's settings
            [describe, str(mode)], capture_output=True, text=True, timeout=10, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError) as problem:
        raise Transient(f"mode {mode.stem} cannot be read") from problem
    lexer = shlex.shlex(described.strip(), posix=True, punctuation_chars="|")
    lexer.whitespace_split = True
    stages: list[list[str]] = [[]]
    for word in lexer:
        if word == "|":
            stages.append([])
        elif word == "$1":
            stages[-1].append("-g")  # generation that marks what it does not know
        elif word != "$2":
            stages[-1].append(word)
    if not all(stages):
        raise Transient(f"mode {mode.stem} is empty")
    return [[stage[0], "-z", *stage[1:]] for stage in stages]


class Pipeline:
    """One running mode, its stages in a process group of their own. Not for two threads at once: see Pool."""

    def __init__(self, stages: Sequence[Sequence[str]], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.warm = False  # has answered once: its dictionaries are loaded
        self._stages: list[subprocess.Popen[bytes]] = []
        try:
            for stage in stages:
                self._start(stage)
        except OSError as problem:
            self.end()
            raise Transient(f"{stages[len(self._stages)][0]} cannot be started") from problem
        for stream in (self._stages[0].stdin, self._stages[-1].stdout):
            if stream is not None:
                os.set_blocking(stream.fileno(), False)

    def _start(self, stage: Sequence[str]) -> None:
        before = self._stages[-1].stdout if self._stages else None
        self._stages.append(
            # children of our own, not of a shell: all of them are waited for, none stays behind as a zombie
            subprocess.Popen(  # noqa: S603
                list(stage),
                stdin=before or subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=self._stages[0].pid if self._stages else 0,
            )
        )
        if before is not None:
            before.close()

    @property
    def group(self) -> int:
        """Id of the process group."""
        return self._stages[0].pid

    def alive(self) -> bool:
        return all(stage.poll() is None for stage in self._stages)

    def ask(self, text: str, deadline: float) -> str:
        """The answer to one text in stream format. Raises TimedOut at the deadline, BrokenPipeError if it is broken."""
        waiting = memoryview(f"{text}{END}".encode("utf-8", "replace").replace(b"\0", b"") + b"\0")
        answer = bytearray()
        source, sink = self._stages[0].stdin, self._stages[-1].stdout
        if source is None or sink is None:
            raise BrokenPipeError
        with selectors.DefaultSelector() as selector:
            selector.register(sink, selectors.EVENT_READ)
            selector.register(source, selectors.EVENT_WRITE)
            while not answer.endswith(b"\0"):
                left = deadline - self._clock()
                if left <= 0:
                    raise TimedOut("no answer from Apertium in time")
                for key, _ in selector.select(left):
                    if key.fileobj is source:
                        waiting = waiting[os.write(source.fileno(), waiting[:_CHUNK]) :]
                        if not waiting:
                            selector.unregister(source)
                    elif chunk := os.read(sink.fileno(), _CHUNK):
                        answer += chunk
                    else:
                        raise BrokenPipeError("Apertium's pipeline ended")
        if answer.count(b"\0") != 1 or waiting or END.encode() not in answer:
            raise BrokenPipeError("Apertium answered out of turn")  # a stage that died flushes what it had
        self.warm = True
        return "".join(answer[:-1].decode("utf-8", "replace").rsplit(END, 1))

    def end(self) -> None:
        """Kill the whole process group and wait for each stage."""
        if not self._stages:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.group, signal.SIGKILL)
        for stage in self._stages:
            for stream in (stage.stdin, stage.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
            stage.wait()


class Pool:
    """At most `size` pipelines; the one unused for longest makes room. A pipeline serves one thread at a time."""

    def __init__(self, *, size: int = 4) -> None:
        self._size = max(1, size)
        self._changed = threading.Condition()
        self._idle: OrderedDict[Path, Pipeline] = OrderedDict()
        self._busy: set[Path] = set()
        self._owner = os.getpid()
        _pools.add(self)

    @contextmanager
    def pipeline(self, mode: Path, deadline: float) -> Iterator[Pipeline]:
        """A pipeline of this mode for the caller alone; it is ended when the block raises. May raise TimedOut."""
        found = self._take(mode, deadline)
        healthy = False
        try:
            if found is None:
                found = Pipeline(stages_of(mode))
            yield found
            healthy = True
        finally:
            if found is not None and not healthy:
                found.end()
            with self._changed:
                self._busy.discard(mode)
                if found is not None and healthy:
                    self._idle[mode] = found
                self._changed.notify_all()

    def _take(self, mode: Path, deadline: float) -> Pipeline | None:
        """Reserve the mode; an idle pipeline of it, or None where one is to be started."""
        with self._changed:
            if self._owner != os.getpid():  # after a fork the processes belong to the parent
                self._idle.clear()
                self._busy.clear()
                self._owner = os.getpid()
            while mode in self._busy or len(self._busy) >= self._size:
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    raise TimedOut("all of Apertium's pipelines are busy")
            self._busy.add(mode)
            found = self._idle.pop(mode, None)
            if found is not None and not found.alive():
                found.end()
                found = None
            while self._idle and len(self._idle) + len(self._busy) > self._size:
                self._idle.popitem(last=False)[1].end()
            return found

    def groups(self) -> dict[str, int]:
        """Process groups of the idle pipelines by mode name, for screens and tests."""
        with self._changed:
            return {mode.stem: pipeline.group for mode, pipeline in self._idle.items()}

    def close(self) -> None:
        """End all idle pipelines; those in use end with their block."""
        with self._changed:
            idle = list(self._idle.values()) if self._owner == os.getpid() else []
            self._idle.clear()
        for pipeline in idle:
            pipeline.end()


_pools: weakref.WeakSet[Pool] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    for pool in list(_pools):
        pool.close()
