from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveIntegerField(help_text='国务院办公厅公布的放假和调休安排全部录入后，在此登记', unique=True, verbose_name='年度')),
            ],
            options={
                'verbose_name': '放假安排已录全的年度',
                'verbose_name_plural': '放假安排已录全的年度',
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='日期')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('is_worked', models.BooleanField(default=False, help_text='周末调为上班的日子勾选；放假的日子不勾选', verbose_name='调休上班')),
            ],
            options={
                'verbose_name': '节假日',
                'verbose_name_plural': '节假日',
                'ordering': ['day'],
            },
        ),
    ]
