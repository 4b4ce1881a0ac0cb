"""Where the picture is that other sites show beside a link to an article, and what is on it."""

from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from articles import languages
from articles.models import ArticlePage
from articles.view_models.site import SiteFacts
from articles.view_models.state_words import state_line
from i18n.public import State, VersionInfo

# Raised when the drawing changes: every picture gets another address, and is made again when somebody asks.
EDITION = 1
SIZE = (1200, 630)


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """Everything that decides how the picture looks. `picture_id` is the picture under the headline, 0 for none."""

    title: str
    site: str
    language: str
    dir: str
    state: str
    label: str
    picture_id: int
    picture_hash: str

    @property
    def key(self) -> str:
        """Another one as soon as the picture must look otherwise; nobody can guess it for a page that is not public."""
        return salted_hmac("share picture", f"{EDITION} {self!r}").hexdigest()[:20]


def share_facts(page: ArticlePage, info: VersionInfo, site: SiteFacts) -> ShareFacts:
    """No query, if the page was read with its picture."""
    image = page.lead_image
    closed = info.state in (State.ORIGINAL, State.REVIEWED)
    return ShareFacts(
        title=page.title,
        site=site.name,
        language=site.language,
        dir=languages.direction(site.language),
        state="solid" if closed else "dashed",
        label=state_line(info),
        picture_id=image.pk if image else 0,
        picture_hash=(image.file_hash or image.file.name) if image else "",
    )


def share_picture_path(page: ArticlePage, info: VersionInfo, site: SiteFacts) -> str:
    """The address stays; its query changes with the picture, so that caches may keep each for ever."""
    return f"{info.short_url}share.jpg?v={share_facts(page, info, site).key}"
