from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('divisions', '0002_names_over_time'),
        ('poverty', '0002_former_homes'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='poorvillage',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='poverty_village_township_followed'),
        ),
    ]
