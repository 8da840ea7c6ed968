import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='OnceToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40)),
                ('location', models.CharField(blank=True, max_length=500)),
                ('claimed_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '已收表单',
                'verbose_name_plural': '已收表单',
                'constraints': [models.UniqueConstraint(fields=('user', 'token'), name='ui_token_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('listing', models.CharField(max_length=120, verbose_name='列表')),
                ('name', models.CharField(max_length=30, verbose_name='名称')),
                ('query', models.CharField(blank=True, max_length=1000, verbose_name='条件')),
                ('hidden_columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None, verbose_name='不显示的列')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '常用查询',
                'verbose_name_plural': '常用查询',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('user', 'listing', 'name'), name='ui_search_named_once')],
            },
        ),
    ]
