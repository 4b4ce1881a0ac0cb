"""What a language does when its original is published: the one rule that planning follows and the forecast prints."""

from dataclasses import dataclass

from i18n.models import LanguageVersion, Policy, TranslationJob


@dataclass(frozen=True, slots=True)
class Course:
    """The work that is queued, if any, and whether what the machine makes waits for a person (`None`: as it is)."""

    purpose: str = ""
    held: bool | None = None

    @property
    def asks_machine(self) -> bool:
        return self.purpose == TranslationJob.Purpose.TRANSLATE


def course(*, policy: str, version: LanguageVersion | None, shows_newest: bool, needs_text: bool) -> Course:
    """`shows_newest`: the version renders the newest original; `needs_text`: sentences lack a text for it.

    A version that somebody deleted does not come back by itself; one that is taken down stays down, whatever the
    policy; a live one whose policy is "hold" keeps its text until a person has checked the new one or publishes it.
    """
    if version is not None and version.removed:
        return Course()
    has_page = version is not None and version.page_id is not None
    if policy == Policy.NEVER:
        # No machine: a source whose texts are all here already (a block moved, a picture swapped) still moves on.
        return Course(TranslationJob.Purpose.REPUBLISH) if has_page and not shows_newest else Course()
    if shows_newest and not needs_text:
        return Course()
    return Course(TranslationJob.Purpose.TRANSLATE, _held(policy, version))


def _held(policy: str, version: LanguageVersion | None) -> bool | None:
    if version is None or version.page is None or version.page.live:
        return policy == Policy.HOLD
    return None
