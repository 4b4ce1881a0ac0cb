"""The picture that other sites show beside a link: JPEG, 1200 × 630, for each article in each language."""

from articles.share_picture.drawing import draw
from articles.share_picture.keeping import picture_of

__all__ = ["draw", "picture_of"]
