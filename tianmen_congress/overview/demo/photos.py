"""Pictures for some visits and activities, drawn with ruler and brush: nobody takes them
for a photograph."""

import io
from collections.abc import Callable
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from groups.activities.models import Activity, ActivityPhoto
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.actions import store
from tianmen_congress.base.files.enums import FileKind
from tianmen_congress.base.files.models import StoredFile
from visits.models import HouseholdCall, Visit, VisitPhoto

from .plan import PILOTS, Plan

SIZE = (960, 640)
GROUND = 420
MARK = "DEMO / drawn by a program"
SKY, GRASS, EARTH = "#cfe4f5", "#8fb573", "#b58f5f"
# How many outings and activities of each pilot township have pictures.
VISITS, ACTIVITIES = 6, 2


def make_photos(plan: Plan) -> None:
    """Of the newest outings and activities of the pilots, by whoever entered them."""
    # Its own chance: what is made after it stays as it was.
    rng = Random(len(PILOTS))  # noqa: S311 - repeatable on purpose
    for name in PILOTS:
        _of_visits(plan, name, rng)
        _of_activities(plan, name, rng)


def _of_visits(plan: Plan, township: str, rng: Random) -> None:
    rows = Visit.objects.filter(township__name=township).select_related("recorded_by")
    for visit in rows.order_by("-visited_on", "pk")[:VISITS]:
        with plan.acting(visit.recorded_by):
            _keep(visit, rng)


def _keep(visit: Visit, rng: Random) -> None:
    """The village's field, and the house of the first household called on."""
    stored = _stored("田间.jpg", field, rng, by=visit.recorded_by)
    VisitPhoto.objects.create(visit=visit, file=stored, caption="村内灌溉沟渠")
    call = HouseholdCall.objects.filter(visit=visit).order_by("order").first()
    if call is not None:
        stored = _stored("住房.jpg", house, rng, by=visit.recorded_by)
        VisitPhoto.objects.create(
            visit=visit, call=call, file=stored, caption="住房外观"
        )


def _of_activities(plan: Plan, township: str, rng: Random) -> None:
    rows = Activity.objects.filter(township__name=township)
    rows = rows.select_related("recorded_by").order_by("-held_on", "pk")
    for activity in rows[:ACTIVITIES]:
        with plan.acting(activity.recorded_by):
            stored = _stored("学习.jpg", meeting, rng, by=activity.recorded_by)
            ActivityPhoto.objects.create(
                activity=activity, file=stored, caption="集中学习"
            )


def _stored(
    name: str,
    draw: Callable[[ImageDraw.ImageDraw, Random], None],
    rng: Random,
    by: User,
) -> StoredFile:
    upload = SimpleUploadedFile(name, picture(draw, rng), "image/jpeg")
    return store(upload, by=by, kinds=[FileKind.IMAGE])


def picture(draw: Callable[[ImageDraw.ImageDraw, Random], None], rng: Random) -> bytes:
    """One picture as JPEG, with the words that say what it is."""
    image = Image.new("RGB", SIZE, SKY)
    brush = ImageDraw.Draw(image)
    draw(brush, rng)
    brush.rectangle((0, SIZE[1] - 46, *SIZE), fill="#333333")
    brush.text((16, SIZE[1] - 38), MARK, "white", ImageFont.load_default(26))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def house(brush: ImageDraw.ImageDraw, rng: Random) -> None:
    left, wide = rng.randrange(180, 320), rng.randrange(340, 480)
    wall = rng.choice(("#f2e6d0", "#e7d2c2", "#dddddd"))
    brush.rectangle((0, GROUND, *SIZE), fill=EARTH)
    brush.rectangle((left, 240, left + wide, 470), fill=wall, outline="#555555")
    roof = [(left - 40, 245), (left + wide // 2, 130), (left + wide + 40, 245)]
    brush.polygon(roof, fill="#8d4a3a", outline="#555555")
    brush.rectangle((left + 40, 330, left + 110, 470), fill="#6b4a2f")
    brush.rectangle((left + 180, 300, left + 270, 370), fill="#7fa8c9", width=4)
    brush.text((left + 10, 255), "HOUSE", "#555555", ImageFont.load_default(22))


def field(brush: ImageDraw.ImageDraw, rng: Random) -> None:
    brush.rectangle((0, 300, *SIZE), fill=GRASS)
    for at in range(-200, SIZE[0] + 200, rng.randrange(60, 90)):
        brush.line(
            (at, SIZE[1], SIZE[0] // 2 + (at - SIZE[0] // 2) // 4, 300), "#6f9656"
        )
    brush.polygon([(60, 640), (180, 640), (430, 300), (415, 300)], fill="#6aa0c8")
    sun = rng.randrange(640, 860)
    brush.ellipse((sun, 60, sun + 90, 150), fill="#f2c14e")
    brush.text((90, 600), "DITCH", "white", ImageFont.load_default(22))


def meeting(brush: ImageDraw.ImageDraw, rng: Random) -> None:
    brush.rectangle((0, 0, *SIZE), fill="#eae4d8")
    brush.rectangle((220, 50, 740, 130), fill="#b03030")
    brush.text((370, 74), "STUDY MEETING", "#f7e28b", ImageFont.load_default(28))
    brush.rectangle((120, 380, 840, 470), fill="#9c7446")
    for at in range(150, 840, rng.randrange(90, 130)):
        brush.ellipse((at, 250, at + 60, 310), fill="#c9a58a")
        brush.rectangle(
            (at - 10, 310, at + 70, 382), fill=rng.choice(("#44576b", "#5d6b44"))
        )
