from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='类别')),
                ('key', models.CharField(max_length=60, verbose_name='范围')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='已用到')),
            ],
            options={
                'verbose_name': '编号',
                'verbose_name_plural': '编号',
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='numbers_counter_once')],
            },
        ),
    ]
