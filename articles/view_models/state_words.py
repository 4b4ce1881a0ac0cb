"""The state of a version in plain words, for places that show neither marks nor lines: feeds, shared pictures."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from articles import languages
from i18n.public import State, VersionInfo


def state_line(info: VersionInfo | None) -> str:
    """One line: what the text is, and how much of it is checked. Empty for an original."""
    if info is None or info.state == State.ORIGINAL:
        return ""
    if info.state == State.REVIEWED:
        return gettext("Checked translation")
    checked = ngettext(
        "%(checked)s of %(total)s sentence checked", "%(checked)s of %(total)s sentences checked", info.total
    )
    return f"{_what(info)} · {checked % {'checked': info.checked, 'total': info.total}}"


def label_html(info: VersionInfo | None, source: VersionInfo | None, origin: str) -> SafeString:
    """What stands above a text that travels without its page: state, counts, and where the original is."""
    line = state_line(info)
    if info is None or not line:
        return mark_safe("")
    parts: list[str] = [format_html("<strong>{}.</strong>", line), *_counts(info)]
    if source is not None and source.page_id != info.page_id:
        if info.state != State.REVIEWED:
            parts.append(gettext("If in doubt, the original counts."))
        name = languages.name_in_page_language(source.locale)
        words = gettext("Original (%(language)s)") % {"language": name}
        parts.append(format_html('<a href="{}" hreflang="{}">{}</a>', origin + source.url, source.locale, words))
    return format_html("<p>{}</p>", format_html_join(" ", "{}", ((part,) for part in parts)))


def _what(info: VersionInfo) -> str:
    if info.withheld:
        return gettext("Being corrected")
    if info.state == State.OUTDATED:
        return gettext("The original has changed")
    if info.machine:
        return gettext("Machine translation")
    partly = info.state == State.PARTLY_REVIEWED
    return gettext("Partly checked") if partly else gettext("Translation not checked yet")


def _counts(info: VersionInfo) -> list[str]:
    found = []
    if info.withheld:
        words = ngettext(
            "%(count)s sentence is withheld while it is corrected: the original says something else there by now.",
            "%(count)s sentences are withheld while they are corrected: the original says something else there by now.",
            info.withheld,
        )
        found.append(words % {"count": info.withheld})
    if info.outdated:
        words = ngettext(
            "The original has changed since: %(count)s sentence no longer matches it.",
            "The original has changed since: %(count)s sentences no longer match it.",
            info.outdated,
        )
        found.append(words % {"count": info.outdated})
    return found
