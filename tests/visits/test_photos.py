"""Pictures of an outing: which are taken, whose they are, who sees them."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.poverty import HouseholdFactory
from tests.visits.typed import typed
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.files.models import StoredFile
from visits import actions
from visits.models import HouseholdCall, Visit, VisitPhoto, VisitPhotoEvent
from visits.outing import CallData

pytestmark = pytest.mark.django_db
NEW = "/visits/new/"
GPS = 0x8825


def picture(name="田间.jpg", kind="JPEG", size=(40, 30), **more):
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, kind, **more)
    return SimpleUploadedFile(name, out.getvalue(), f"image/{kind.lower()}")


def faults(response):
    return [fault["text"] for fault in response.context["page"].faults]


@pytest.fixture
def pictured(outing, secretary):
    """A visit with one picture of the village and one of the household."""
    call = replace(outing.calls[0], photos=[picture("院子.jpg")])
    with acting_as(secretary):
        return actions.record_visit(
            replace(outing, calls=[call], photos=[picture("村口.jpg")]), by=secretary
        )


def names(visit):
    return [photo.file.name for photo in visit.photos.all()]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jpg", "JPEG"), ("a.jpg", "MPO"), ("a.png", "PNG"), ("a.webp", "WEBP")],
)
def test_the_usual_kinds_of_pictures_are_taken_and_served_as_one(
    desk, outing, name, kind
):
    response = desk.post(NEW, typed(outing) | {"photos": [picture(name, kind)]})

    assert response.status_code == 302
    photo = VisitPhoto.objects.get()
    assert desk.get(f"/visits/photos/{photo.pk}/")["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("表.xlsx", b"PK\x03\x04", "文件类型不符，可上传：图片"),
        (
            "动图.gif",
            b"GIF89a\x01\x00\x01\x00",
            "文件类型不符，可上传：图片。这是GIF格式的图片，本系统不能读取，"
            "请用手机相册或看图软件另存为JPG后再上传",
        ),
        ("图.svg", b"<svg onload='alert(1)'/>", "文件类型不符，可上传：图片"),
        ("网页.jpg", b"<html><script>alert(1)</script>", "文件类型不符，可上传：图片"),
        ("坏.jpg", b"\xff\xd8\xff\xe0broken", "图片已损坏，无法读取"),
    ],
)
def test_what_is_no_picture_is_named_with_its_reason(desk, outing, name, data, reason):
    bad = SimpleUploadedFile(name, data, "image/jpeg")

    response = desk.post(NEW, typed(outing) | {"photos": [bad]})

    assert faults(response) == [f"照片“{name}”没有保存：{reason}"]
    assert not Visit.objects.exists()
    assert not StoredFile.objects.exists()


def test_an_empty_file_is_refused_before_anything_else(desk, outing):
    empty = SimpleUploadedFile("空.jpg", b"", "image/jpeg")

    response = desk.post(NEW, typed(outing) | {"photos": [empty]})

    assert len(faults(response)) == 1
    assert not Visit.objects.exists()


def test_a_picture_beyond_the_limit_is_told_the_limit(desk, outing, settings):
    settings.UPLOAD_MAX_BYTES = 100

    response = desk.post(NEW, typed(outing) | {"photos": [picture()]})

    [text] = faults(response)
    assert text.startswith("照片“田间.jpg”没有保存：文件超过")


def test_one_bad_picture_keeps_the_good_ones_out_too(desk, outing):
    bad = SimpleUploadedFile("坏.jpg", b"MZ", "image/jpeg")

    desk.post(NEW, typed(outing) | {"photos": [picture(), bad]})

    assert not VisitPhoto.objects.exists()
    assert not Visit.objects.exists()


def test_the_fault_stands_at_the_household_that_the_picture_is_of(
    desk, outing, qingshan
):
    other = HouseholdFactory(village=qingshan, head_name="王五")
    outing.calls = [*outing.calls, CallData(other, {"ask_basics": "独居"})]
    bad = SimpleUploadedFile("坏.jpg", b"MZ", "image/jpeg")

    page = desk.post(NEW, typed(outing) | {"calls-1-photos": [bad]}).context["page"]

    assert list(page.calls[1].errors) == ["photos"]
    assert not page.calls[0].errors
    assert [fault["label"] for fault in page.faults] == ["王五户 入户照片"]


@pytest.mark.parametrize(("count", "is_taken"), [(20, True), (21, False)])
def test_twenty_pictures_go_in_at_a_time(desk, outing, count, is_taken):
    pictures = [picture(size=(4, 3)) for _ in range(count)]

    response = desk.post(NEW, typed(outing) | {"photos": pictures})

    assert (response.status_code == 302) == is_taken
    assert VisitPhoto.objects.count() == (count if is_taken else 0)
    if not is_taken:
        assert faults(response) == ["一次最多上传20张照片"]


def test_where_a_picture_was_taken_is_not_kept(desk, outing):
    exif = Image.Exif()
    exif.get_ifd(GPS)[2] = (30.0, 39.0, 0.0)
    exif[0x0110] = "张三的手机"
    sent = picture(exif=exif)
    assert Image.open(sent).getexif().get_ifd(GPS)
    sent.seek(0)

    desk.post(NEW, typed(outing) | {"calls-0-photos": [sent]})

    photo = VisitPhoto.objects.get()
    for query in ({}, {"size": "small"}):
        served = desk.get(f"/visits/photos/{photo.pk}/", query)
        exif = Image.open(BytesIO(served.getvalue())).getexif()
        assert dict(exif) == {}
        assert not exif.get_ifd(GPS)


def test_a_list_shows_small_pictures(desk, outing):
    desk.post(NEW, typed(outing) | {"photos": [picture(size=(900, 600))]})
    photo = VisitPhoto.objects.get()

    small = desk.get(f"/visits/photos/{photo.pk}/", {"size": "small"}).getvalue()
    whole = desk.get(f"/visits/photos/{photo.pk}/").getvalue()

    assert max(Image.open(BytesIO(small)).size) == 400
    assert max(Image.open(BytesIO(whole)).size) == 900


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("office", 200),
        ("clerk", 200),
        ("secretary", 200),
        ("supervisor", 200),
        ("leader", 200),
        ("other_clerk", 404),
        ("other_secretary", 404),
        ("deputy", 404),
        ("unit", 404),
        ("sysadmin", 404),
        ("auditor", 404),
    ],
)
def test_a_picture_is_seen_by_whoever_sees_the_visit(
    client, request, pictured, who, status
):
    client.force_login(request.getfixturevalue(who))
    photo = pictured.photos.first()

    assert client.get(f"/visits/photos/{photo.pk}/").status_code == status


def test_a_foreign_picture_is_like_a_missing_one(client, pictured, other_clerk):
    client.force_login(other_clerk)
    photo = pictured.photos.first()

    foreign = client.get(f"/visits/photos/{photo.pk}/")
    missing = client.get("/visits/photos/99999999/")

    assert foreign.status_code == missing.status_code == 404


def test_an_edit_adds_pictures_to_those_there(desk, pictured, outing):
    data = typed(outing, version=1) | {"photos": [picture("新.jpg")]}

    desk.post(f"/visits/{pictured.pk}/edit/", data)

    assert sorted(names(pictured)) == ["新.jpg", "村口.jpg", "院子.jpg"]


def test_a_picture_taken_out_stays_on_file(desk, pictured, outing):
    photo = pictured.photos.get(call=None)
    data = typed(outing, version=1, dropped=[photo.pk])

    desk.post(f"/visits/{pictured.pk}/edit/", data)

    assert names(pictured) == ["院子.jpg"]
    assert StoredFile.objects.filter(pk=photo.file_id).exists()
    gone = VisitPhotoEvent.objects.get(pgh_label="delete")
    assert gone.pgh_obj_id == photo.pk


def test_a_picture_of_another_visit_is_not_taken_out(desk, pictured, outing, secretary):
    other = actions.record_visit(replace(outing, photos=[picture()]), by=secretary)
    foreign = other.photos.get()

    page = desk.post(
        f"/visits/{pictured.pk}/edit/",
        typed(outing, version=1, dropped=[foreign.pk], confirmed=f"{other.pk}-"),
    )

    assert list(page.context["page"].photos.errors) == ["dropped"]
    assert VisitPhoto.objects.filter(pk=foreign.pk).exists()


def test_a_household_taken_out_leaves_its_pictures_with_the_visit(
    desk, pictured, outing
):
    desk.post(f"/visits/{pictured.pk}/edit/", typed(outing, version=1, calls=[]))

    assert not HouseholdCall.objects.exists()
    assert sorted(names(pictured)) == ["村口.jpg", "院子.jpg"]
    assert set(pictured.photos.values_list("call", flat=True)) == {None}


def test_the_history_counts_pictures(desk, pictured, outing, clerk):
    photo = pictured.photos.get(call=None)
    with acting_as(clerk):
        changed = replace(outing, dropped_photos=[photo])
        actions.edit_visit(pictured, changed, by=clerk)

    event = desk.get(pictured.get_absolute_url()).context["history"][0]

    assert event.who == clerk.name
    assert [(c.label, c.old, c.new) for c in event.changes] == [("照片", "2张", "1张")]


def test_pictures_that_could_not_be_kept_are_asked_for_again(desk, outing):
    data = typed(outing, visited_on="昨天") | {"photos": [picture()]}

    text = desk.post(NEW, data).content.decode()

    assert f"保存前请重新选择照片：{data['photos'][0].name}<" in text


def test_who_sent_no_picture_is_not_asked_for_one(desk, outing):
    text = desk.post(NEW, typed(outing, visited_on="昨天")).content.decode()

    assert "重新选择照片" not in text


def test_the_name_of_a_picture_is_text_and_not_code(desk, outing):
    bad = SimpleUploadedFile("<b>坏</b>.jpg", b"MZ", "image/jpeg")

    text = desk.post(NEW, typed(outing) | {"photos": [bad]}).content.decode()

    assert "<b>坏" not in text


def test_the_list_counts_pictures_without_counting_calls_twice(
    clerks_desk, outing, secretary, qingshan
):
    homes = [HouseholdFactory(village=qingshan) for _ in range(2)]
    calls = [
        CallData(home, {"ask_basics": "…"}, photos=[picture(), picture()])
        for home in homes
    ]
    actions.record_visit(replace(outing, calls=calls, photos=[picture()]), by=secretary)

    [row] = clerks_desk.get("/visits/").context["listing"].found

    assert (row.call_count, row.photo_count) == (2, 5)
