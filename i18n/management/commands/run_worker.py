"""The worker: takes due jobs, publishes what is scheduled, returns stranded jobs to the queue."""

import logging
import os
import signal
import socket
import time
from contextlib import suppress
from datetime import datetime
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils import timezone

from delivery import page_views
from i18n import tasks
from i18n.services import acts, engines, jobs, presence, report_digest, report_mail, report_retention, schedule, signs
from i18n.signals import idle

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run translation jobs until stopped (SIGTERM finishes the job in hand)."

    stopping = False
    next_mail = next_digest = next_forgetting = next_day = next_sign = 0.0

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due, then end.")
        parser.add_argument("--pause", type=float, default=0.5, help="Seconds between looks at an empty queue.")

    def handle(self, *args: Any, **options: Any) -> None:
        name = f"{socket.gethostname()}:{os.getpid()}"
        if not options["once"]:
            signal.signal(signal.SIGTERM, self._stop)
            signal.signal(signal.SIGINT, self._stop)
            self.stdout.write(f"Worker {name} is waiting for work.")
        started = timezone.now()
        next_round = 0.0
        try:
            while not self.stopping:
                try:
                    self._give_sign(name, started)
                    if options["once"] or time.monotonic() >= next_round:
                        jobs.reap()
                        schedule.publish_due()
                        self._tend_reports()
                        engines.ask_servers()
                        next_round = time.monotonic() + 5
                    job = jobs.lease_next(worker=name)
                    if job is not None:
                        done = tasks.run(job)
                        logger.info("Job %s: %s", done.pk, done)
                        continue
                    if not options["once"] and self._use_the_time():
                        continue
                except OperationalError:
                    logger.exception("The database did not answer; trying again")
                    time.sleep(2)
                if options["once"]:
                    break
                close_old_connections()
                time.sleep(options["pause"])
        finally:
            engines.reset()
            with suppress(DatabaseError):
                signs.take_back(worker=name)

    def _give_sign(self, name: str, started: datetime) -> None:
        if time.monotonic() >= self.next_sign:
            signs.give(worker=name, started=started)
            self.next_sign = time.monotonic() + signs.EVERY.total_seconds()

    def _use_the_time(self) -> bool:
        """Small work of other apps; what fails in it is logged by Django."""
        return any(did is True for _receiver, did in idle.send_robust(sender=type(self)))

    def _tend_reports(self) -> None:
        """Mails each half minute, digests each minute; hourly and daily what is to be forgotten: a salt outlives its
        day by 70 minutes at most.
        """
        if time.monotonic() >= self.next_mail:
            sent = report_mail.send_outcomes()
            if sent.sent or sent.waiting:
                logger.info("Mails about reports: %s sent, %s waiting", sent.sent, sent.waiting)
            self.next_mail = time.monotonic() + 30
        if time.monotonic() >= self.next_digest:
            report_digest.send_due()
            self.next_digest = time.monotonic() + 60
        if time.monotonic() >= self.next_day:
            report_retention.forget_words()
            self.next_day = time.monotonic() + 24 * 3600
        if time.monotonic() >= self.next_forgetting:
            report_retention.forget_addresses()
            page_views.forget()
            acts.forget_old()
            presence.forget_old()
            self.next_forgetting = time.monotonic() + 3600

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True
