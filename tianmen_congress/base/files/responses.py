"""Sending a stored file to somebody whose right to it was asked before."""

from django.http import FileResponse, Http404

from .models import StoredFile


def send(stored: StoredFile, *, thumbnail: bool = False) -> FileResponse:
    """The file: pictures are shown, anything else is only ever saved.

    The caller has reached `stored` through a row that its user may see.
    """
    source = stored.thumbnail if thumbnail and stored.thumbnail else stored.content
    try:
        content = source.open()
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=not stored.media_type.startswith("image/"),
        filename=stored.name,
        content_type=stored.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
