"""Lines of logs: time, path and status are read, whatever else stands there."""

from datetime import UTC, datetime

import pytest

from delivery.access_logs import Answer, read

MOMENT = datetime(2026, 11, 26, 3, 38, 35, tzinfo=UTC)
COMMON = '- - - [26/Nov/2026:04:38:35 +0100] "GET /fr/news/%C3%A9t%C3%A9/?q=secret HTTP/1.1" 200 512'


@pytest.mark.parametrize(
    "line",
    [
        COMMON,
        COMMON + ' "https://example.org/" "Mozilla/5.0 (X11)"',
        COMMON.replace("%C3%A9", r"\xC3\xA9"),
        COMMON.replace("%C3%A9", "é"),
        '{"ts": 1795664315.25, "request": {"method": "GET", "host": "x", "uri": "/fr/news/été/"}, "status": 200}',
        '{"ts": "2026-11-26T04:38:35+01:00", "method": "GET", "uri": "/fr/news/%C3%A9t%C3%A9/?a=b", "status": 200}',
        '{"ts": "2026-11-26T04:38:35+01:00", "method": "GET", "uri": "/fr/news/été/", "status": "200"}',
    ],
)
def test_one_answer_in_each_format(line: str):
    answer = read(line)
    assert answer is not None
    assert (answer.path, answer.status) == ("/fr/news/été/", 200)
    assert answer.when.replace(microsecond=0) == MOMENT


def test_another_status_is_told():
    assert read(COMMON.replace(" 200 ", " 404 ")) == Answer(MOMENT, "/fr/news/été/", 404)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        '{"status": 200}',
        '{"ts": true, "request": [], "status": 200}',
        '{"ts": 1e99, "request": {"method": "GET", "uri": "/"}, "status": 200}',
        '{"ts": "2026-11-26T04:38:35", "request": {"method": "GET", "uri": "/"}, "status": 200}',
        COMMON.replace("GET", "HEAD"),
        COMMON.replace("GET", "POST"),
        COMMON.replace("Nov", "Xyz"),
        COMMON.replace("26/Nov", "31/Feb"),
        '- - - [26/Nov/2026:04:38:35 +0100] "\\x16\\x03\\x01" 400 0',
        "\x00\ud800",
        "x" * 100_000,
    ],
)
def test_damaged_lines_and_other_methods_are_passed_over(line: str):
    assert read(line) is None
