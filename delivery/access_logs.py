"""Lines of an access log: when, what, with which outcome. Whatever else a line holds is not looked at. Pure."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

# Common and combined format: `host ident user [26/Nov/2026:03:38:35 +0000] "GET /path HTTP/1.1" 200 …`
_COMMON = re.compile(r'\[(?P<when>[^\]]+)\] "(?P<method>[A-Z]+) (?P<target>[^ "]+)[^"]*" (?P<status>\d{3})\b')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHEN = re.compile(r"(\d{2})/(\w{3})/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-]\d{4})")
# nginx writes bytes outside ASCII so.
_ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered GET: the path alone, decoded, without its query."""

    when: datetime
    path: str
    status: int


def read(line: str) -> Answer | None:
    """The answer that a line tells of; nothing for another method, another format, or a damaged line."""
    line = line.strip()
    with suppress(ValueError, TypeError, KeyError, OverflowError, OSError):
        return _of_json(json.loads(line)) if line.startswith("{") else _of_common(line)
    return None


def _of_json(entry: dict[str, object]) -> Answer | None:
    """Caddy's: {"ts": 1795664315.1, "request": {"method": "GET", "uri": "/fr/…"}, "status": 200}; also flat."""
    request = entry.get("request", entry)
    if not isinstance(request, dict) or request.get("method") != "GET":
        return None
    return Answer(_moment(entry["ts"]), _path(str(request["uri"])), int(str(entry["status"])))


def _of_common(line: str) -> Answer | None:
    match = _COMMON.search(line)
    when = _WHEN.fullmatch(match["when"]) if match else None
    if match is None or when is None or match["method"] != "GET":
        return None
    day, month, year, *clock, zone = when.groups()
    number = _MONTHS.index(month) + 1
    moment = datetime.strptime(f"{year}-{number:02}-{day}T{':'.join(clock)}{zone}", "%Y-%m-%dT%H:%M:%S%z")
    raw = _ESCAPED.sub(lambda byte: f"%{byte[1]}", match["target"])
    return Answer(moment, _path(raw), int(match["status"]))


def _moment(value: object) -> datetime:
    """Seconds since 1970, or a date and time of ISO 8601 with its zone."""
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC)
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError("A moment without its zone.")
    return moment


def _path(target: str) -> str:
    return unquote(urlsplit(target).path if target.startswith("http") else target.partition("?")[0])
