"""Workers give signs of life; what they left when they were killed is forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from i18n.models import WorkerSign
from i18n.services import jobs, signs

pytestmark = pytest.mark.django_db


def test_a_worker_is_seen_while_it_works_and_gone_afterwards(monkeypatch):
    seen = []
    monkeypatch.setattr(jobs, "lease_next", lambda **_who: seen.append(signs.last_seen()))
    call_command("run_worker", "--once")
    assert timezone.now() - seen[0] < signs.MISSED_AFTER
    assert signs.last_seen() is None


def test_a_worker_that_was_killed_is_forgotten_after_a_while():
    now = timezone.now()
    signs.give(worker="killed:1", started=now, now=now)
    signs.give(worker="here:2", started=now, now=now + timedelta(days=1))
    assert WorkerSign.objects.count() == 2
    signs.give(worker="here:2", started=now, now=now + signs.FORGOTTEN_AFTER + timedelta(hours=1))
    assert list(WorkerSign.objects.values_list("name", flat=True)) == ["here:2"]
