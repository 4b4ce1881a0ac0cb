"""The words of the panel before publishing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from i18n.models import Policy, PublicationKind, UrgentMode
from i18n.review import words
from i18n.services import engines
from i18n.services.forecast import Forecast, LanguageForecast, Outcome
from i18n.services.policy import Why


def heading(seen: Forecast, *, first: bool) -> str:
    """What is about to be published."""
    if first:
        return _("Before publishing: a new page")
    if not seen.preview.changes:
        return _("Before publishing: nothing of it has changed")
    if not seen.changed:
        return _("Before publishing: no sentence has changed")
    return ngettext(
        "Before publishing: %(count)d sentence changed", "Before publishing: %(count)d sentences changed", seen.changed
    ) % {"count": seen.changed}


def kinds(seen: Forecast) -> dict[str, str]:
    """Each kind of change, with what it does."""
    marked = ngettext(
        "In each translation %(count)d sentence is marked “the original has changed since” until it has a new text; "
        "the others keep their state.",
        "In each translation %(count)d sentences are marked “the original has changed since” until they have a new "
        "text; the others keep their state.",
        seen.changed,
    ) % {"count": seen.changed}
    return {
        PublicationKind.TYPOS: _("Translations stay as they are; nothing is marked, nothing is translated anew."),
        PublicationKind.CONTENT: marked,
        PublicationKind.URGENT: _(
            "Something was wrong: at once, and until a person has checked them, the changed sentences are withheld, "
            "shown as labelled machine text, or the version is taken down, as you choose for each language."
        ),
    }


def policy(value: str) -> str:
    """A policy in two words."""
    short = {
        Policy.PUBLISH: _("Publish, labelled"),
        Policy.HOLD: _("Hold for a person"),
        Policy.NEVER: _("Never by machine"),
    }
    return str(short[Policy(value)])


def engine(said: LanguageForecast) -> str:
    """By which engine, and through which languages."""
    route = said.route
    if route is None:
        return _("No engine")
    codes = [route.steps[0][0], *(target for _source, target in route.steps)]
    way = " → ".join(_language(code) for code in codes)
    text = _("%(engine)s: %(way)s") % {"engine": engines.label(route.engine), "way": way}
    return _("%(route)s. A chain, so more mistakes") % {"route": text} if route.chained else text


def _language(code: str) -> str:
    """A language by its name in the language of the interface; an engine may know ones that the site does not have."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def sentences(said: LanguageForecast) -> str:
    """How many sentences are translated anew, and what becomes of the others."""
    parts = [
        (said.anew, _("%(count)d translated by machine")),
        (said.proposals, _("%(count)d proposed beside a person's text")),
        (said.kept, _("%(count)d as they are")),
    ]
    return words.listed([text % {"count": number} for number, text in parts if number])


def why(said: LanguageForecast) -> str:
    """Who decided, where it was not simply the site's default."""
    reasons = {
        Why.ARTICLE_LANGUAGE: _("chosen for this article"),
        Why.ARTICLE: _("chosen for this article"),
        Why.KIND: _("a rule of the site for this content type"),
        Why.LANGUAGE: _("a rule of the site for this language"),
        Why.CHAINED: _("text through another language is held"),
    }
    return str(reasons.get(said.decided.why, ""))


def checked(said: LanguageForecast) -> str:
    return _("%(checked)d of %(total)d sentences checked") % {
        "checked": said.counts.reviewed,
        "total": said.counts.total,
    }


def outcome(said: LanguageForecast, *, urgent: str = "") -> str:
    """What readers of one language get. `urgent`: the mode of an urgent correction, which counts where a sentence is in
    question.
    """
    if urgent and said.in_question:
        return _corrected(said, urgent)
    texts = {
        Outcome.FIRST: _("A page, labelled") if said.labelled else _("A page"),
        Outcome.FIRST_HELD: _("No page until a person publishes it"),
        Outcome.UPDATED: _update(said),
        Outcome.UPDATE_HELD: _("The earlier text until a person has checked the new one"),
        Outcome.EARLIER: _("The earlier text until a person has written the new one"),
        Outcome.SAME: _("Nothing changes"),
        Outcome.DOWN: _("Not public, and stays so"),
        Outcome.NOTHING: _("No page"),
    }
    parts = [str(texts[said.outcome])]
    if said.public and said.counts.total:
        parts.append(checked(said))
    if said.public and said.outdated:
        parts.append(_("%(count)d marked “the original has changed since”") % {"count": said.outdated})
    return words.listed(parts)


def _corrected(said: LanguageForecast, mode: str) -> str:
    """At once, whatever a worker does."""
    asked = said.route is not None and said.decided.policy != Policy.NEVER
    if mode == UrgentMode.DOWN:
        text = ngettext(
            "No page until a person has checked %(count)d sentence",
            "No page until a person has checked %(count)d sentences",
            said.in_question,
        )
    elif mode == UrgentMode.MACHINE and asked:
        text = ngettext(
            "The machine's text of %(count)d sentence, labelled, until a person has checked it",
            "The machine's text of %(count)d sentences, labelled, until a person has checked them",
            said.in_question,
        )
    else:
        text = ngettext(
            "%(count)d sentence withheld until a person has checked it",
            "%(count)d sentences withheld until a person has checked them",
            said.in_question,
        )
    return text % {"count": said.in_question}


def _update(said: LanguageForecast) -> str:
    """A person's text stays, with a proposal beside it; then nothing new is public in this language."""
    if said.anew:
        return _("The new text, labelled") if said.labelled else _("The new text")
    return _("The text as it is, labelled") if said.labelled else _("The text as it is")


def readers(page: Page, outcomes: Iterable[tuple[str, str]], scheduled: str = "") -> list[str]:
    """What readers will see, languages with the same news together. `outcomes`: language, what it gets; `scheduled`:
    when, if not at once.
    """
    together: dict[str, list[str]] = {}
    for name, what in outcomes:
        together.setdefault(what, []).append(name)
    language = page.locale.get_display_name()
    begins = _("%(language)s: on %(when)s.") if scheduled else _("%(language)s: at once.")
    return [begins % {"language": language, "when": scheduled}] + [
        _("%(languages)s: %(what)s.") % {"languages": words.listed(names), "what": what[:1].lower() + what[1:]}
        for what, names in together.items()
    ]


def button(seen: Forecast, later: datetime | None) -> str:
    """What the button does."""
    public = 1 + sum(said.public for said in seen.languages)
    labelled = sum(said.labelled for said in seen.languages)
    facts: dict[str, Any] = {"count": public, "labelled": labelled}
    if later is not None:
        facts["when"] = date_format(timezone.localtime(later), "SHORT_DATETIME_FORMAT")
        return ngettext("Schedule for %(when)s", "Schedule for %(when)s in %(count)d languages", public) % facts
    if seen.kind == PublicationKind.URGENT:
        return _("Publish the correction")
    if labelled:
        return _("Publish in %(count)d languages, %(labelled)d labelled") % facts
    return ngettext("Publish", "Publish in %(count)d languages", public) % facts
