"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`message` is an English msgid; `detail` holds the words or numbers it is about, as they stand in the text."""

    check_id: str
    message: str
    severity: Severity
    detail: str = ""
