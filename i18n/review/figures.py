"""The figures as tables in words, each with its chart and its columns for a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localdate
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from wagtail.models import Locale

from i18n.review.charts import Bar, Chart, Column, bars, columns
from i18n.services import engines, figures, figures_readers, languages
from i18n.services.figures_readers import FEWEST, Reports, Views
from i18n.services.figures_scope import Scope

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `cells` are rows of words, the first cell of each its heading; `header` and `rows` are for the file."""

    name: str
    title: str
    note: str
    columns: Sequence[str]
    cells: Sequence[Sequence[str]]
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    charts: Sequence[Chart] = field(default_factory=tuple)
    # (look, words) of what the charts show, where they show more than one thing.
    legend: Sequence[tuple[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What tables are made from: whose figures, since when, for which language."""

    scope: Scope
    since: date
    locales: dict[int, Locale]
    only: int | None = None

    def name(self, locale_id: int) -> str:
        locale = self.locales.get(locale_id)
        return languages.name(locale) if locale else "–"

    def code(self, locale_id: int) -> str:
        locale = self.locales.get(locale_id)
        return locale.language_code if locale else ""

    def wants(self, locale_id: int) -> bool:
        return self.only in (None, locale_id)


def first_month(today: date, months: int = MONTHS) -> date:
    """The first day of the month with which the last `months` months begin, this one included."""
    number = today.year * 12 + today.month - months
    return date(number // 12, number % 12 + 1, 1)


def build(*, scope: Scope, names: Sequence[str], only: str = "") -> list[Table]:
    """The tables of some names, in this order; `only`: of one target language."""
    locales = {locale.pk: locale for locale in Locale.objects.all()}
    wanted = next((pk for pk, locale in locales.items() if locale.language_code == only), None)
    asked = _Asked(scope, first_month(localdate()), locales, wanted)
    return [TABLES[name](asked) for name in names]


def _engines(asked: _Asked) -> Table:
    found = figures.of_engines(scope=asked.scope, since=asked.since)
    months = {work: tally for work, tally in found.items() if asked.wants(work.target)}
    pairs = sorted(figures.by_pair(months).items(), key=lambda item: (-item[1].made, item[0]))
    shown = [(asked.name(source), asked.name(target), engine, t) for (engine, source, target), t in pairs]
    rows = [
        (
            f"{work.month:%Y-%m}", work.engine, work.engine_version, asked.code(work.source), asked.code(work.target),
            tally.made, tally.unchanged, tally.slight, tally.rewritten, tally.unseen, tally.undecided,
            _rounded(tally.approval_rate), _rounded(tally.edit_distance),
        )
        for work, tally in sorted(months.items(), key=lambda item: (item[0].month, *map(str, item[0])))
    ]  # fmt: skip
    return Table(
        name="engines",
        title=_("Engines"),
        note=_(
            "Texts that engines made in the last twelve months, by what people decided about them. The approval rate "
            "is the share that was approved unchanged, of all that people decided about. The distance says how many "
            "characters were changed on average. “Edited slightly” is up to 30 %. What was approved without being "
            "opened says nothing about an engine, and does not count. The file has each month and engine version."
        ),
        columns=[
            _("Engine"), _("From"), _("To"), _("Texts made"), _("Approved unchanged"), _("Edited slightly"),
            _("Rewritten or replaced"), _("Approved unseen"), _("Not decided"), _("Approval rate"), _("Mean distance"),
        ],
        cells=[
            [
                engines.label(engine) or "–", source, target, *map(_number, (t.made, t.unchanged, t.slight, t.rewritten,
                t.unseen, t.undecided)), percent(t.approval_rate), percent(t.edit_distance),
            ]
            for source, target, engine, t in shown
        ],
        header=[
            "month", "engine", "engine_version", "source", "target", "made", "approved_unchanged", "edited_slightly",
            "rewritten", "approved_unseen", "not_decided", "approval_rate", "mean_edit_distance",
        ],
        rows=rows,
        charts=_engine_charts(shown),
        legend=[
            ("good", _("Approved unchanged")), ("fair", _("Edited slightly")), ("bad", _("Rewritten or replaced")),
        ],
    )  # fmt: skip


def _engine_charts(shown: Sequence[tuple[str, str, str, figures.Tally]]) -> list[Chart]:
    found = [
        Bar(
            f"{engines.label(engine) or '–'}: {source} – {target}",
            (("good", t.unchanged), ("fair", t.slight), ("bad", t.rewritten)),
            percent(t.approval_rate),
        )
        for source, target, engine, t in shown
        if t.decided
    ][:12]
    if not found:
        return []
    said = _(
        "Of the texts that people decided about: approved unchanged, edited slightly, rewritten. The table below has "
        "the numbers."
    )
    return [bars(_("What became of the engines’ texts"), said, found, mirrored=get_language_bidi())]


def _views(asked: _Asked) -> Table:
    found = figures_readers.views(scope=asked.scope, since=asked.since)
    months = sorted(((locale, month), line) for (locale, month), line in found.items() if asked.wants(locale))
    return Table(
        name="views",
        title=_("What readers get"),
        note=_(
            "Views of translated pages by month. “Not wholly checked” is every view of a page on which anything was "
            "still unchecked or older than the original; the views of pages that were all machine text are among them."
        ),
        columns=[_("Language"), _("Month"), _("Views"), _("All machine text"), _("Not wholly checked"), _("Share")],
        cells=[
            [asked.name(locale), _month(month), *map(_number, (line.total, line.machine, line.unchecked)),
             percent(line.share)]
            for (locale, month), line in months
        ],
        header=["language", "month", "views", "views_all_machine", "views_not_wholly_checked", "share"],
        rows=[
            (asked.code(locale), f"{month:%Y-%m}", line.total, line.machine, line.unchecked, _rounded(line.share))
            for (locale, month), line in months
        ],
        charts=[_view_chart(asked.name(locale), lines) for locale, lines in _by_language(months).items()],
    )  # fmt: skip


def _view_chart(language: str, lines: dict[date, Views]) -> Chart:
    found = [
        Column(f"{month:%m}", line.share, percent(line.share)) if line else Column(f"{month:%m}", None, "")
        for month, line in _each_month(lines)
    ]
    title = _("%(language)s: views that were not wholly checked") % {"language": language}
    said = _("One column a month, the newest last. The table below has the numbers.")
    return columns(title, said, found, kind="fair", mirrored=get_language_bidi())


def _reports(asked: _Asked) -> Table:
    found = figures_readers.reports(scope=asked.scope, since=asked.since)
    months = sorted(((locale, month), line) for (locale, month), line in found.items() if asked.wants(locale))
    return Table(
        name="reports",
        title=_("Readers’ reports"),
        note=_(
            "Reports by the month in which they came. The time from report to correction is the median, and is left "
            "out where fewer than %(count)d were corrected."
        )
        % {"count": FEWEST},
        columns=[
            _("Language"), _("Month"), _("Reports"), _("Corrected"), _("Kept as it is"), _("Open"),
            _("From report to correction"),
        ],
        cells=[
            [asked.name(locale), _month(month), *map(_number, (line.received, line.corrected, line.kept, line.waiting)),
             spell(line.median)]
            for (locale, month), line in months
        ],
        header=["language", "month", "received", "corrected", "kept", "open", "median_hours_to_correction"],
        rows=[
            (asked.code(locale), f"{month:%Y-%m}", line.received, line.corrected, line.kept, line.waiting,
             _hours(line.median))
            for (locale, month), line in months
        ],
        charts=[
            _report_chart(asked.name(locale), lines)
            for locale, lines in _by_language(months).items()
            if any(line.median for line in lines.values())
        ],
    )  # fmt: skip


def _report_chart(language: str, lines: dict[date, Reports]) -> Chart:
    longest = max(line.median or timedelta(0) for line in lines.values()) or timedelta(1)
    found = [
        Column(
            f"{month:%m}", line.median / longest if line and line.median else None, spell(line.median) if line else ""
        )
        for month, line in _each_month(lines)
    ]
    title = _("%(language)s: from report to correction") % {"language": language}
    said = _("One column a month, the newest last. The table below has the numbers.")
    return columns(title, said, found, kind="plain", mirrored=get_language_bidi())


def _waiting(asked: _Asked) -> Table:
    found = figures_readers.waiting(scope=asked.scope)
    lines = sorted((asked.name(locale), locale, line) for locale, line in found.items() if asked.wants(locale))
    return Table(
        name="waiting",
        title=_("What waits now"),
        note=_("Open reports, and sentences that readers see although the original has changed since, with their age."),
        columns=[
            _("Language"), _("Open reports"), _("Oldest report"), _("Outdated sentences"), _("Median age"), _("Oldest"),
        ],
        cells=[
            [name, _number(line.open_reports), spell(line.oldest_report), _number(line.outdated),
             spell(line.median_age), spell(line.oldest)]
            for name, _locale, line in lines
        ],
        header=[
            "language", "open_reports", "oldest_report_hours", "outdated_sentences", "median_age_hours",
            "oldest_age_hours",
        ],
        rows=[
            (asked.code(locale), line.open_reports, _hours(line.oldest_report), line.outdated, _hours(line.median_age),
             _hours(line.oldest))
            for _name, locale, line in lines
        ],
    )  # fmt: skip


TABLES: dict[str, Callable[[_Asked], Table]] = {
    "views": _views,
    "waiting": _waiting,
    "engines": _engines,
    "reports": _reports,
}


def _by_language(months: Sequence[tuple[tuple[int, date], Any]]) -> dict[int, dict[date, Any]]:
    found: dict[int, dict[date, Any]] = {}
    for (locale, month), line in months:
        found.setdefault(locale, {})[month] = line
    return found


def _each_month(lines: dict[date, Any]) -> list[tuple[date, Any]]:
    """From the first month with a figure to this one, those without among them."""
    months, month, last = [], min(lines), localdate().replace(day=1)
    while month <= last:
        months.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return [(one, lines.get(one)) for one in months[-MONTHS:]]


def _number(value: int) -> str:
    return str(number_format(value))


def percent(share: float | None) -> str:
    """A share in whole percent; a dash where there is none."""
    return "–" if share is None else _("%(share)d%%") % {"share": round(share * 100)}


def spell(time: timedelta | None) -> str:
    """A length of time in its largest unit; a dash where there is none."""
    if time is None:
        return "–"
    hours = time.total_seconds() / 3600
    if hours < 1:
        return _("%(minutes)d min") % {"minutes": round(hours * 60)}
    if hours < 48:
        return _("%(hours)d h") % {"hours": round(hours)}
    return _("%(days)d d") % {"days": round(hours / 24)}


def _month(month: date) -> str:
    return str(date_format(month, "YEAR_MONTH_FORMAT"))


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _hours(time: timedelta | None) -> float | None:
    return None if time is None else round(time.total_seconds() / 3600, 2)
