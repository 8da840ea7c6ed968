from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workbooks', '0003_undo_a_batch'),
    ]

    operations = [
        migrations.AlterField(
            model_name='importissue',
            name='kind',
            field=models.CharField(choices=[('fault', '错误'), ('question', '待确认'), ('warning', '提醒'), ('change', '更正')], max_length=10),
        ),
    ]
