"""Uploaded files where no web server in front answers them. Videos are asked for in parts: without that Safari plays
none, and nobody can skip forward.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_CHUNK = 64 * 1024
_WEEK = 7 * 24 * 3600  # a picture that is replaced has another name


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file, or the part of it that a Range header names (RFC 9110, one range; anything else gets the whole)."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if not isinstance(response, FileResponse):
        return response
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"public, max-age={_WEEK}"
    size = int(response["Content-Length"])
    wanted = _range(request, response, size)
    if wanted is None:
        return response
    file = cast(BinaryIO, response.file_to_stream)
    if not wanted:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(wanted.start)
    part = StreamingHttpResponse(_chunks(file, len(wanted)), status=206, headers=dict(response.headers))
    part["Content-Length"] = str(len(wanted))
    part["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    return part


def _range(request: HttpRequest, response: FileResponse, size: int) -> range | None:
    """The bytes that are asked for; None for the whole file, an empty range for what lies outside of it."""
    edition = response.headers["Last-Modified"]
    match = _ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if match is None or request.headers.get("If-Range", edition) != edition:
        return None
    start, end = match.groups()
    if (start and end and int(end) < int(start)) or not (start or end):
        return None
    if not start:
        return range(max(0, size - int(end)), size)
    return range(int(start), min(int(end) + 1 if end else size, size))


def _chunks(file: BinaryIO, left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
