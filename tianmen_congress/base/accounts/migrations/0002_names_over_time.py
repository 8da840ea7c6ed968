from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='organ',
            name='former_names',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='曾用名'),
        ),
    ]
