import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0003_preset_places'),
    ]

    operations = [
        migrations.AddField(
            model_name='campaign',
            name='pairs_visited_within',
            field=models.PositiveIntegerField(default=90, help_text='超过这些天没有走访的结对户、结对村，列入“久未走访”', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='结对走访间隔(天)'),
        ),
    ]
