"""Where the links to sentences lead that a page does not have: to the sentence that stands nearest."""

from collections.abc import Mapping

from .model import Skeleton

#: Links to what went long ago are worth less than a small page.
MOST = 500


def heirs(before: Skeleton, earlier: Mapping[str, str], now: Skeleton) -> dict[str, str]:
    """Sentence that `now` lacks → the sentence of `now` that stands where it stood: the nearest one before it in its
    field, else after it, else in the fields before and after.

    `earlier` is the answer for `before`: who went earlier follows the sentence that stood for it.
    """
    here = {ref.id for ref in now.sentences()}
    fields = [[ref.id for part in field.parts if not isinstance(part, str) for ref in part.sentences]
              for field in before.fields]  # fmt: skip
    found: dict[str, str] = {}
    for number, ids in enumerate(fields):
        around = [*(i for other in reversed(fields[:number]) for i in reversed(other)),
                  *(i for other in fields[number + 1 :] for i in other)]  # fmt: skip
        for place, key in enumerate(ids):
            if key not in here:
                nearest = [*reversed(ids[:place]), *ids[place + 1 :], *around]
                heir = next((other for other in nearest if other in here), None)
                if heir is not None:
                    found[key] = heir
    for key, heir in earlier.items():
        heir = found.get(heir, heir)
        if key not in here and heir in here:
            found.setdefault(key, heir)
    return dict(list(found.items())[:MOST])
