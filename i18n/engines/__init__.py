"""Machine translation engines: values in, values out, no database and no Django."""

from .batch import Batch, Context, Estimate, Glossary, Request
from .breaker import Breaker
from .calling import Timing
from .capabilities import Capabilities, Limit
from .engine import Engine
from .errors import (
    AuthFailed,
    BadOutput,
    EngineError,
    QuotaExceeded,
    RateLimited,
    TimedOut,
    TooLong,
    Transient,
    UnsupportedPair,
)
from .markup import MarkupForm, NumberedForm, PlainForm, XmlForm
from .registry import BadConfig, Description, Registry, build
from .result import FAILURES, Failure, Result, may_retry
from .route import Route
from .routing import translate, translate_route
from .translating import translate_batch

__all__ = [
    "FAILURES",
    "AuthFailed",
    "BadConfig",
    "BadOutput",
    "Batch",
    "Breaker",
    "Capabilities",
    "Context",
    "Description",
    "Engine",
    "EngineError",
    "Estimate",
    "Failure",
    "Glossary",
    "Limit",
    "MarkupForm",
    "NumberedForm",
    "PlainForm",
    "QuotaExceeded",
    "RateLimited",
    "Registry",
    "Request",
    "Result",
    "Route",
    "TimedOut",
    "Timing",
    "TooLong",
    "Transient",
    "UnsupportedPair",
    "XmlForm",
    "build",
    "may_retry",
    "translate",
    "translate_batch",
    "translate_route",
]
