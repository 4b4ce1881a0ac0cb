"""The store: every sentence, every text it ever had, and what readers see of it."""

from i18n.models.act import ReviewAct
from i18n.models.comment import SegmentComment
from i18n.models.declaration import DeclaredChange, PublicationKind
from i18n.models.disclosure import DisclosureEntry
from i18n.models.engine import EngineChoice, EngineStatus
from i18n.models.group import Policy, TranslationGroup
from i18n.models.job import TranslationJob
from i18n.models.machine_policy import MachinePolicy
from i18n.models.pasted import PastedTranslation
from i18n.models.preference import ReportDigest, ReviewPreference
from i18n.models.presence import Presence
from i18n.models.public_name import PublicName
from i18n.models.report import ErrorReport, ReportQuota, SenderSalt
from i18n.models.role import LanguageRole, LanguageRule
from i18n.models.segment import Segment, SegmentRevision, SegmentTranslation
from i18n.models.sign import WorkerSign
from i18n.models.snapshot import SourceSnapshot
from i18n.models.states import Decision, Origin, State
from i18n.models.urgent import UrgentCorrection, UrgentMode
from i18n.models.version import KnownRevision, LanguageVersion, RenderedText
from i18n.models.work_set import WorkSet

__all__ = [
    "Decision",
    "DeclaredChange",
    "DisclosureEntry",
    "EngineChoice",
    "EngineStatus",
    "ErrorReport",
    "KnownRevision",
    "LanguageRole",
    "LanguageRule",
    "LanguageVersion",
    "MachinePolicy",
    "Origin",
    "PastedTranslation",
    "Policy",
    "Presence",
    "PublicName",
    "PublicationKind",
    "RenderedText",
    "ReportDigest",
    "ReportQuota",
    "ReviewAct",
    "ReviewPreference",
    "Segment",
    "SegmentComment",
    "SegmentRevision",
    "SegmentTranslation",
    "SenderSalt",
    "SourceSnapshot",
    "State",
    "TranslationGroup",
    "TranslationJob",
    "UrgentCorrection",
    "UrgentMode",
    "WorkSet",
    "WorkerSign",
]
