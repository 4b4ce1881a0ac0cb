"""Makes the settings file of a site of one's own, once: bin/site_env.py FILE (called by bin/site).

On a terminal it asks for what only a person can say; otherwise the environment says it. What the environment sets at
the first start is kept in the file, so that the next start needs none of it; the first account's password is not.
"""

import os
import re
import secrets
import sys
import zoneinfo
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

from house import ROOT

EXAMPLE = ROOT / "config" / "site.env.example"
NOT_KEPT = ("INTERURBAN_ADMIN_", "INTERURBAN_SITE_NAME")
_ENTRY = re.compile(r"^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

Ask = Callable[[str, str], str]


class Unsaid(Exception):
    """Something that nobody said, or said wrongly; the message tells what to do."""


def languages(answer: str) -> str:
    """Known codes, each once. Raises `Unsaid`."""
    from django.conf.locale import LANG_INFO

    codes = answer.replace(",", " ").lower().split()
    wrong = [code for code in codes if "name_local" not in LANG_INFO.get(code, {}) or codes.count(code) > 1]
    if wrong or not codes:
        raise Unsaid(f"Not a language, or named twice: {' '.join(wrong) or 'none named'}. Codes look like: en fr pt-br")
    return " ".join(codes)


def time_zone(answer: str) -> str:
    """A zone of the time zone database. Raises `Unsaid`."""
    if answer not in zoneinfo.available_timezones():
        raise Unsaid(f"{answer!r} is no time zone. They look like: Europe/Oslo")
    return answer


def email(answer: str) -> str:
    """Something that can be an address. Raises `Unsaid`."""
    if not _EMAIL.fullmatch(answer):
        raise Unsaid("An e-mail address is needed." if not answer else f"{answer!r} is no e-mail address.")
    return answer


QUESTIONS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "INTERURBAN_LANGUAGES": ("Languages of the site, the first is the default", "en fr es ar", languages),
    "INTERURBAN_TIME_ZONE": ("Time zone", "UTC", time_zone),
    "INTERURBAN_REPORT_EMAIL": ("E-mail address that readers may write to about translations", "", email),
}


def settings(given: Mapping[str, str], ask: Ask | None) -> dict[str, str]:
    """All values of the file. Raises `Unsaid` where there is nobody to ask."""
    values = {**defaults(given.get("PORT", "8000")), **{name: value for name, value in given.items() if value}}
    for name, (question, usual, check) in QUESTIONS.items():
        said, by = given.get(name, ""), name
        if not said and name == "INTERURBAN_REPORT_EMAIL" and ask is None and given.get("INTERURBAN_ADMIN_EMAIL"):
            said, by = given["INTERURBAN_ADMIN_EMAIL"], "INTERURBAN_ADMIN_EMAIL"
        if said or ask is None:
            try:
                values[name] = check(said or usual)
            except Unsaid as error:
                raise Unsaid(f"{by}: {error}") from error
        else:
            values[name] = answer(question, usual, check, ask)
    values.setdefault("INTERURBAN_FROM_EMAIL", values["INTERURBAN_REPORT_EMAIL"])
    return values


def answer(question: str, usual: str, check: Callable[[str], str], ask: Ask) -> str:
    """Asks until the answer is good."""
    while True:
        try:
            return check(ask(question, usual).strip() or usual)
        except Unsaid as error:
            print(f"  {error}")


def defaults(port: str) -> dict[str, str]:
    """What works on a laptop, apart from everything that belongs to the demo."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "INTERURBAN_URL": f"http://localhost:{port}",
        "INTERURBAN_HOSTS": "localhost 127.0.0.1 [::1]",
        "INTERURBAN_HTTPS": "no",
        "HOST": "127.0.0.1",
        "PORT": port,
        "DATABASE_URL": f"sqlite:///{ROOT / 'var' / 'site.sqlite3'}",
        "INTERURBAN_MEDIA": "var/site-media",
        "INTERURBAN_MAIL_FOLDER": "var/site-mail",
    }


def documented() -> list[str]:
    """The names of the example, in its order."""
    return [match[1] for line in EXAMPLE.read_text().splitlines() if (match := _ENTRY.match(line))]


def written(values: Mapping[str, str]) -> str:
    """The example with its blanks filled in; what has no value stays a comment."""
    lines = ["# The settings of this site: secret, for its owner alone. `make doctor` says what is missing."]
    for line in EXAMPLE.read_text().splitlines()[1:]:
        match = _ENTRY.match(line)
        if match and values.get(match[1]) and not match[1].startswith(NOT_KEPT):
            lines.append(f"{match[1]}={values[match[1]]}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def make(path: Path, given: Mapping[str, str], ask: Ask | None) -> bool:
    """Writes the file where there is none; true when it did. Nobody but its owner can ever read it."""
    if path.exists():
        return False
    text = written(settings(given, ask))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    beside.replace(path)
    return True


def keep_private(path: Path) -> None:
    """Accounts and mails are for the site's owner alone, as the settings are. Made before a program makes them."""
    entries = (_ENTRY.match(line) for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    values = {match[1]: match[2] for match in entries if match}
    address, mails = values.get("DATABASE_URL", ""), values.get("INTERURBAN_MAIL_FOLDER", "")
    if address.startswith("sqlite:///"):
        database = ROOT / unquote(address.removeprefix("sqlite:///"))
        database.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
    if mails:
        (ROOT / mails).mkdir(mode=0o700, parents=True, exist_ok=True)


def on_terminal(question: str, usual: str) -> str:
    return input(f"{question}{f' [{usual}]' if usual else ''}: ")


def main(path: Path) -> int:
    given = {name: os.environ[name].strip() for name in documented() if os.environ.get(name, "").strip()}
    if any("\n" in value for value in given.values()):
        print("A setting may not hold a line break.", file=sys.stderr)
        return 1
    try:
        made = make(path, given, on_terminal if sys.stdin.isatty() else None)
    except Unsaid as error:
        print(f"The site cannot begin. {error}", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was written.", file=sys.stderr)
        return 1
    if made:
        keep_private(path)
        print(f"Settings of this site: {path} (secret; nobody else can read it)")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
