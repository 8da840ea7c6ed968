"""A body is no more: whoever worked for it goes on in the one that takes its place."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from tianmen_congress.base.clocks.periods import lasting
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hangings

from .enums import OrganKind
from .guards import told_in_words
from .models import Organ, Post

# What hangs on a body; rooms above register what they hang there.
of_organs = Hangings()
# Of each line a place has one: where there is no congress, the office of its liaison.
KEEPERS = (OrganKind.PRESIDIUM, OrganKind.LIAISON)
LINES = (KEEPERS, (OrganKind.GOVERNMENT,), (OrganKind.COMMITTEE,))
OF_PLACES = [kind for line in LINES for kind in line]


def bodies_of(places: Iterable[Division]) -> QuerySet[Organ]:
    """Those that stand and are of the places themselves; groups go their own way."""
    return Organ.objects.filter(kind__in=OF_PLACES, division__in=places, until=None)


def heirs(old: Division, new: Division) -> list[tuple[Organ, Organ]]:
    """Each body of `old` for which `new` has one of its own, with that one."""
    there = list(bodies_of([new]).order_by("pk"))
    pairs = []
    for organ in bodies_of([old]).order_by("pk"):
        line = next(line for line in LINES if organ.kind in line)
        if heir := next((each for each in there if each.kind in line), None):
            pairs.append((organ, heir))
    return pairs


def pass_posts(gone: Organ, heir: Organ, *, on: date) -> int:
    """Posts at `gone` are held for `heir` from `on`."""
    # unscoped: all of a body that is no more
    posts = list(Post.objects.select_for_update().filter(lasting(on), organ=gone))
    with told_in_words():
        for post in posts:
            _pass_on(post, heir, on)
    return len(posts)


def _pass_on(post: Post, heir: Organ, on: date) -> None:
    last_day, begun = on - timedelta(days=1), max(post.since or on, on)
    held = {"user": post.user, "role": post.role, "organ": heir}
    # unscoped: whether he holds it there already
    if not Post.objects.filter(lasting(begun), **held).exists():
        Post.objects.create(**held, since=begun, until=post.until)
    post.until = max(last_day, post.since or last_day)
    post.save(update_fields=["until"])


def end_posts(organ: Organ, *, on: date) -> int:
    """Who worked for a body that is no more from `on`, and goes on nowhere."""
    # unscoped: all of a body that is no more
    return end_each(Post.objects.filter(lasting(on), organ=organ), on=on)


def end_each(posts: QuerySet[Post], *, on: date) -> int:
    rows, last_day = list(posts.select_for_update(of=["self"])), on - timedelta(days=1)
    with told_in_words():
        for post in rows:
            post.until = max(last_day, post.since or last_day)
            post.save(update_fields=["until"])
    return len(rows)


def end_organ(organ: Organ, *, on: date) -> None:
    organ.until = on - timedelta(days=1)
    organ.save(update_fields=["until"])


def bring_along(organ: Organ, old: Division, new: Division, *, on: date) -> None:
    """`new` has no such body: this one is its own from `on`, and called after it."""
    organ.division = new
    if organ.name.startswith(old.name):
        organ.rename(new.name + organ.name.removeprefix(old.name), on=on)
    organ.save(update_fields=["division", "name", "former_names"])


def posts_of_keepers(places: Iterable[Division], on: date) -> QuerySet[Post]:
    """Posts of presidiums of `places`: who is to keep which books the office says."""
    keeps = Q(organ__kind__in=KEEPERS, organ__division__in=places)
    # unscoped: for the office, which says where a place went
    return Post.objects.current(on).filter(keeps).select_related("user", "organ")
