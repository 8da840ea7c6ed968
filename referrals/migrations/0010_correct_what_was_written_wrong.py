import re

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Cast

CO_UNITS = "协办单位"
IN_CONFIDENCE = "原对反映人保密"
REASON = "系统曾把内部写法写入此处"
NAMES = re.compile(r"<Organ: ([^>]*)>")


def correct(apps, schema_editor):
    """What a program calls things was written where words belong; nothing is altered."""
    events = apps.get_model("referrals", "Event").objects
    texts = events.annotate(as_text=Cast("words", models.TextField()))
    wrong = texts.filter(Q(as_text__contains="<QuerySet") | Q(as_text__contains='"True"'))
    Correction = apps.get_model("referrals", "Correction")
    for event in wrong.filter(corrections=None).order_by("pk"):
        Correction.objects.bulk_create(
            Correction(event=event, label=label, text=text, reason=REASON)
            for label, text in _right(apps, event)
        )


def _right(apps, event):
    for label, value in event.words:
        if label == CO_UNITS and value.startswith("<QuerySet"):
            yield label, "、".join(_co_units(apps, event) or NAMES.findall(value)) or "无"
        elif label == IN_CONFIDENCE and value == "True":
            yield label, "是"


def _co_units(apps, event):
    """Those that got the hand-over of that number, as the records of it say."""
    rows = apps.get_model("referrals", "Assignment").objects.filter(
        opinion=event.opinion_id,
        round=event.round,
        is_lead=False,
        document_number=dict(event.words).get("交办文号", ""),
        assigned_on=event.on,
    )
    return list(rows.order_by("pk").values_list("unit__name", flat=True))



class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0009_papers_that_the_author_adds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=40, verbose_name='更正事项')),
                ('text', models.TextField(verbose_name='更正为')),
                ('reason', models.CharField(max_length=100, verbose_name='更正原因')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='系统时间')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='referrals.event')),
            ],
            options={
                'verbose_name': '办理过程更正',
                'verbose_name_plural': '办理过程更正',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'label'), name='referrals_correction_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d5d95bb2f98dd2e352322623bb9b1449cfdb41d5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a2c9d', table='referrals_correction', when='BEFORE')),
        ),
        migrations.RunPython(correct, migrations.RunPython.noop),
    ]
