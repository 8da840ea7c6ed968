import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0004_pairs_visited_within'),
    ]

    operations = [
        migrations.AddField(
            model_name='requiredaction',
            name='every',
            field=models.CharField(choices=[('once', '活动期内一次'), ('quarter', '每季度'), ('year', '全年')], default='once', max_length=8, verbose_name='周期'),
        ),
        migrations.AddField(
            model_name='requiredaction',
            name='least',
            field=models.PositiveIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='至少几次'),
        ),
        migrations.AddField(
            model_name='requiredaction',
            name='short',
            field=models.CharField(blank=True, max_length=8, verbose_name='简称'),
        ),
        migrations.AddField(
            model_name='requiredaction',
            name='source',
            field=models.CharField(blank=True, max_length=20, verbose_name='依据记录'),
        ),
        migrations.AddField(
            model_name='requiredaction',
            name='within_days',
            field=models.PositiveIntegerField(blank=True, help_text='只用于“活动期内一次”：自活动开始或任职之日起算；不填则到活动结束', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='自起始日几天内'),
        ),
        migrations.AddConstraint(
            model_name='requiredaction',
            constraint=models.CheckConstraint(condition=models.Q(('every__in', ['', 'once', 'quarter', 'year'])), name='campaigns_action_every_known'),
        ),
        migrations.AddConstraint(
            model_name='requiredaction',
            constraint=models.CheckConstraint(condition=models.Q(('within_days', None), ('every', 'once'), _connector='OR'), name='campaigns_action_days_of_once', violation_error_message='“自起始日几天内”只用于“活动期内一次”'),
        ),
        migrations.AddConstraint(
            model_name='requiredaction',
            constraint=models.CheckConstraint(condition=models.Q(('least__gte', 1)), name='campaigns_action_at_least_one', violation_error_message='至少要有一次'),
        ),
    ]
