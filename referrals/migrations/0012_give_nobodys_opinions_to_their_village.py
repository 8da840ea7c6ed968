from django.db import migrations
from django.db.models import F
from django.utils import timezone

LABEL = "补记反映人"
NOTE = "登记时没有写明反映人，按所涉村补记，答复反馈给村"


def give(apps, schema_editor):
    """Nobody would have heard the answer: the village does, or its township."""
    opinions = apps.get_model("referrals", "Opinion").objects
    rows = opinions.filter(is_anonymous=False, proposers=None)
    for opinion in rows.select_related("village", "township").order_by("pk"):
        _give(apps, opinion)


def _give(apps, opinion):
    place = opinion.village or opinion.township
    apps.get_model("referrals", "Proposer").objects.create(
        opinion=opinion, name=place.name, village=place, is_lead=True
    )
    rows = apps.get_model("referrals", "Opinion").objects.filter(pk=opinion.pk)
    rows.update(version=F("version") + 1)
    apps.get_model("referrals", "Event").objects.create(
        opinion=opinion,
        township=opinion.township,
        group_id=opinion.group_id,
        name="name_proposer",
        label=LABEL,
        from_state=opinion.state,
        to_state=opinion.state,
        round=opinion.round,
        version=opinion.version + 1,
        at=timezone.now(),
        on=opinion.moved_on,
        note=NOTE,
        words=[["反映人", place.name]],
    )


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0011_say_whose_every_opinion_is'),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
