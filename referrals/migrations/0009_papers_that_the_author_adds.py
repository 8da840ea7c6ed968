from django.db import migrations, models


def tell_apart(apps, schema_editor):
    """What the author added is not the evidence of those who handled it."""
    rows = apps.get_model("referrals", "Attachment").objects
    rows.filter(kind="evidence", event__name="attach").update(kind="material")


def put_together(apps, schema_editor):
    rows = apps.get_model("referrals", "Attachment").objects
    rows.filter(kind="material").update(kind="evidence")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_initial'),
        ('referrals', '0008_keep_the_story_of_decisions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='attachment',
            name='referrals_attachment_kind_known',
        ),
        migrations.AlterField(
            model_name='attachment',
            name='kind',
            field=models.CharField(choices=[('source', '意见材料'), ('material', '补充材料'), ('evidence', '办理佐证'), ('letter', '答复函'), ('scan', '纸质件扫描')], max_length=10, verbose_name='类别'),
        ),
        migrations.RunPython(tell_apart, put_together),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'source', 'material', 'evidence', 'letter', 'scan'])), name='referrals_attachment_kind_known'),
        ),
    ]
