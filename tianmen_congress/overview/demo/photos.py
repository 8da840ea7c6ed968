"""Pictures for some visits and activities, drawn with ruler and brush: nobody takes them
for a photograph."""

import io
from collections.abc import Callable
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from groups.activities.models import Activity, ActivityPhoto
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.actions import store
from tianmen_congress.base.files.enums import FileKind
from tianmen_congress.base.files.models import StoredFile
from visits.models import HouseholdCall, Visit, VisitPhoto

from .plan import PILOTS, Plan

SIZE = (960, 640)
GROUND = 420
MARK = "演示图片　程序绘制"
# The letters that stand in them, dot by dot: no font with Chinese is to be relied upon.
DOTS = 16
LETTERS = {
    "演": "206030600ffe040203fc6060306003fc026403fc1a64126433fc2098630c0402",
    "示": "3ffc0000000000007ffe0180018019981188318c218461860180070000000000",
    "图": "7ffe4006420647f64c2653c643c64e7e530e40c6460641e640067ffe40060000",
    "片": "004010401040104010401ffc1000100010001ff0101030102010201060104010",
    "程": "00003ffe7986198619867ffe180018003dfe3e205820d9fe182018201bfe1800",
    "序": "00803ffe2000200027f8201023e020602ffe2044204c60484040404043c00000",
    "绘": "10201020105020d82d8c4b067afa100020007bfe704000880c88710443fe0002",
    "制": "0402240224123f92441244127fd2041204127f9264926482648265820402041e",
    "住": "088008c00860101037fe30207020d020102013fe102010201020102017fe1000",
    "房": "7ffe00003ffc300430043ffc308030803ffe210021fc220866084c0858780000",
    "沟": "3100190003fe0206460634861186010601241b3417f4341420046004003c0000",
    "渠": "20001bfe020063fc12040bfc1200320063fe01807ffe03c005a01998718e4180",
    "集": "08c018801ffc30807ff850801ff8108010801ffe01807ffe03c00db0718e4182",
    "中": "0180018001803ffc218421842184218421843ffc218401800180018001800180",
    "学": "0100110818987ffe400240024ffa002000c001807ffe01800180018001800700",
    "习": "3ffc000408040c04060403040004002400e407843c042004000c007800000000",
}
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
    stored = drawn("田间.jpg", field, rng, by=visit.recorded_by)
    VisitPhoto.objects.create(visit=visit, file=stored, caption="村内灌溉沟渠")
    call = HouseholdCall.objects.filter(visit=visit).order_by("order").first()
    if call is not None:
        stored = drawn("住房.jpg", house, rng, by=visit.recorded_by)
        VisitPhoto.objects.create(
            visit=visit, call=call, file=stored, caption="住房外观"
        )


def _of_activities(plan: Plan, township: str, rng: Random) -> None:
    rows = Activity.objects.filter(township__name=township)
    rows = rows.select_related("recorded_by").order_by("-held_on", "pk")
    for activity in rows[:ACTIVITIES]:
        with plan.acting(activity.recorded_by):
            stored = drawn("学习.jpg", meeting, rng, by=activity.recorded_by)
            ActivityPhoto.objects.create(
                activity=activity, file=stored, caption="集中学习"
            )


def drawn(
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
    write(brush, (16, SIZE[1] - 40), MARK, "white", 2)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def write(
    brush: ImageDraw.ImageDraw, place: tuple[int, int], words: str, ink: str, scale: int
) -> None:
    left, top = place
    for letter in words:
        if letter in LETTERS:
            dots = Image.frombytes("1", (DOTS, DOTS), bytes.fromhex(LETTERS[letter]))
            brush.bitmap((left, top), dots.resize((DOTS * scale,) * 2), fill=ink)
        left += (DOTS + 1) * scale


def house(brush: ImageDraw.ImageDraw, rng: Random) -> None:
    left, wide = rng.randrange(180, 320), rng.randrange(340, 480)
    wall = rng.choice(("#f2e6d0", "#e7d2c2", "#dddddd"))
    brush.rectangle((0, GROUND, *SIZE), fill=EARTH)
    brush.rectangle((left, 240, left + wide, 470), fill=wall, outline="#555555")
    roof = [(left - 40, 245), (left + wide // 2, 130), (left + wide + 40, 245)]
    brush.polygon(roof, fill="#8d4a3a", outline="#555555")
    brush.rectangle((left + 40, 330, left + 110, 470), fill="#6b4a2f")
    brush.rectangle((left + 180, 300, left + 270, 370), fill="#7fa8c9", width=4)
    write(brush, (left + 10, 255), "住房", "#555555", 2)


def field(brush: ImageDraw.ImageDraw, rng: Random) -> None:
    brush.rectangle((0, 300, *SIZE), fill=GRASS)
    for at in range(-200, SIZE[0] + 200, rng.randrange(60, 90)):
        brush.line(
            (at, SIZE[1], SIZE[0] // 2 + (at - SIZE[0] // 2) // 4, 300), "#6f9656"
        )
    brush.polygon([(60, 640), (180, 640), (430, 300), (415, 300)], fill="#6aa0c8")
    sun = rng.randrange(640, 860)
    brush.ellipse((sun, 60, sun + 90, 150), fill="#f2c14e")
    write(brush, (110, 540), "沟渠", "white", 2)


def meeting(brush: ImageDraw.ImageDraw, rng: Random) -> None:
    brush.rectangle((0, 0, *SIZE), fill="#eae4d8")
    brush.rectangle((220, 50, 740, 130), fill="#b03030")
    write(brush, (384, 66), "集中学习", "#f7e28b", 3)
    brush.rectangle((120, 380, 840, 470), fill="#9c7446")
    for at in range(150, 840, rng.randrange(90, 130)):
        brush.ellipse((at, 250, at + 60, 310), fill="#c9a58a")
        brush.rectangle(
            (at - 10, 310, at + 70, 382), fill=rng.choice(("#44576b", "#5d6b44"))
        )
