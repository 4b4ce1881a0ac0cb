"""Which language pairs Apertium has on this machine, read from its folder of modes."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MODES = Path("/usr/share/apertium/modes")
# Apertium's ISO 639-3 codes (newer pairs) → BCP 47. Older pairs have two letters already.
_TWO_LETTERS = {
    "afr": "af", "ara": "ar", "arg": "an", "bel": "be", "ben": "bn", "bre": "br", "bul": "bg", "cat": "ca", "ces": "cs",
    "cym": "cy", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "epo": "eo", "est": "et", "eus": "eu", "fin": "fi",
    "fra": "fr", "gle": "ga", "glg": "gl", "hbs": "sh", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id",
    "isl": "is", "ita": "it", "kaz": "kk", "lat": "la", "lit": "lt", "lvs": "lv", "mkd": "mk", "mlt": "mt", "msa": "ms",
    "nld": "nl", "nno": "nn", "nob": "nb", "oci": "oc", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "slk": "sk",
    "slv": "sl", "spa": "es", "sqi": "sq", "srd": "sc", "srp": "sr", "swe": "sv", "tat": "tt", "tur": "tr", "ukr": "uk",
    "urd": "ur", "zho": "zh", "zlm": "ms",
}  # fmt: skip
_NAME = re.compile(r"([a-z]{2,3})((?:_\w+)?)-([a-z]{2,3})((?:_\w+)?)")


@dataclass(frozen=True, slots=True)
class Mode:
    """One installed direction; `source` and `target` are BCP 47."""

    name: str
    source: str
    target: str
    path: Path


def _language(code: str, variant: str) -> str | None:
    """BCP 47 for Apertium's code and variant; None for variants that BCP 47 has no name for."""
    language = _TWO_LETTERS.get(code, code)
    variant = variant.lstrip("_")
    if not variant:
        return language
    if re.fullmatch(r"[A-Z]{2}", variant) or variant == "valencia":
        return f"{language}-{variant}"
    return None


def installed_modes(folder: Path = MODES) -> dict[tuple[str, str], Mode]:
    """Installed directions by (source, target). A newer pair (three letters) goes before an old one."""
    if shutil.which("apertium-wblank-mode") is None or not folder.is_dir():
        return {}
    return _read(folder, folder.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(folder: Path, changed: int) -> dict[tuple[str, str], Mode]:
    found: dict[tuple[str, str], Mode] = {}
    for path in sorted(folder.glob("*.mode"), key=lambda path: (-len(path.stem.split("-")[0]), path.stem)):
        match = _NAME.fullmatch(path.stem)
        if match is None:
            continue  # "eco-es-fr", taggers and other parts of a pair
        source = _language(match.group(1), match.group(2))
        target = _language(match.group(3), match.group(4))
        if source and target:
            found.setdefault((source, target), Mode(path.stem, source, target, path))
    return found


@lru_cache(maxsize=64)
def version_of(path: Path, changed: int) -> str:
    """Debian package and version behind a mode file; without dpkg a mark that changes with the file."""
    package = _output(["dpkg-query", "-S", str(path)]).split(":", 1)[0].strip()
    if package:
        version = _output(["dpkg-query", "-W", "-f", "${Version}", package]).strip()
        return f"{package} {version}"
    return f"apertium {path.stem} {hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"


def _output(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
