"""Sending a filled form, and counting what is in the database afterwards."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from tests.trust.asking import encoded
from tests.trust.filling import filled
from tests.trust.forms import Form

FORM = "application/x-www-form-urlencoded"
# What every request may write beside its own business.
BESIDE = {
    "ui_oncetoken",
    "django_session",
    "pghistory_context",
    "axes_accesslog",
    "axes_accessattempt",
}


def picture() -> SimpleUploadedFile:
    """As many telephones take it: a second picture lies inside."""
    file, second = BytesIO(), Image.new("RGB", (20, 15), "red")
    Image.new("RGB", (40, 30), "green").save(
        file, "MPO", save_all=True, append_images=[second]
    )
    return SimpleUploadedFile("现场.jpg", file.getvalue(), "image/jpeg")


def send(client: Client, form: Form, pairs: list[tuple[str, str]]):
    """As the browser would: as parts with files where the form has boxes for them."""
    if not form.has_files:
        return client.post(form.action, encoded(pairs), content_type=FORM)
    data: dict[str, object] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    files = {box.name: picture() for box in form.boxes if box.kind == "file"}
    return client.post(form.action, data | files)


def send_filled(client: Client, form: Form, **given: str):
    return send(client, form, filled(client, form, **given))


def counted() -> dict[str, int]:
    """The rows of every table of business, histories too, in one query."""
    names = sorted(set(connection.introspection.table_names()) - BESIDE)
    one = "SELECT '{0}', count(*) FROM \"{0}\""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(name) for name in names))
        return dict(cursor.fetchall())


def grown(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """Which tables hold more rows than before, and how many."""
    return {
        name: after[name] - before[name]
        for name in after
        if after[name] != before[name]
    }
