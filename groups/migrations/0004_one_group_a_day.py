from collections import defaultdict
from datetime import date, timedelta

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

ONE_DAY = timedelta(days=1)


def apart(links):
    """Set the days of the links of one village so that no two hold on one day.

    By their beginnings, each ends at the latest on the day before the next begins: who
    linked it to another group forgot the end. Of those with one beginning the first to
    end comes first, and the next begins thereafter. Returns what is left with no day:
    whatever is linked twice for the same days, but for the link made first.
    """
    waiting, before, left = list(links), None, []
    while waiting:
        waiting.sort(key=_in_time)
        link = waiting.pop(0)
        if before is None or (before.until or date.max) < (link.since or date.min):
            before = link
        elif (link.since or date.min) > (before.since or date.min):
            before.until, before = link.since - ONE_DAY, link
        elif before.until and before.until < (link.until or date.max):
            link.since = before.until + ONE_DAY
            waiting.append(link)
        else:
            left.append(link)
    return left


def _in_time(link):
    return link.since or date.min, link.until or date.max, link.pk


def one_group_a_day(apps, schema_editor):
    """What two groups share since before goes to one, and is told to whoever looks on."""
    model = apps.get_model("groups", "GroupVillage")
    # It would have held on no day at all.
    model.objects.filter(until__lt=models.F("since")).update(until=models.F("since"))
    of_villages = defaultdict(list)
    for link in model.objects.select_related("group", "village"):
        of_villages[link.village_id].append(link)
    for links in of_villages.values():
        stood = {link.pk: (link.since, link.until) for link in links}
        left = apart(links)
        for link in links:
            if link in left:
                link.delete()
                print(f"{link.village.name}：{link.group.name}的重复联系已去掉")
            elif stood[link.pk] != (link.since, link.until):
                link.save(update_fields=["since", "until"])
                days = f"{link.since or '……'}至{link.until or '……'}"
                print(f"{link.village.name}：{link.group.name}的联系改为{days}")


class Migration(migrations.Migration):

    dependencies = [
        ('divisions', '0002_names_over_time'),
        ('groups', '0003_former_townships'),
    ]

    operations = [
        migrations.RunPython(one_group_a_day, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='groupvillage',
            name='groups_village_linked_once',
        ),
        migrations.AddConstraint(
            model_name='groupvillage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('village'), models.F('village'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('since'), models.F('until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='groups_village_one_group_a_day', violation_error_message='该村这几天已有小组联系'),
        ),
        migrations.AddConstraint(
            model_name='groupvillage',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='groups_village_days_in_order', violation_error_message='止不能早于起'),
        ),
    ]
