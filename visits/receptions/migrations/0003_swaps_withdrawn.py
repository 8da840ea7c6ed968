from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deputies', '0001_initial'),
        ('divisions', '0002_names_over_time'),
        ('receptions', '0002_swaps_by_deputies'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='swaprequest',
            name='receptions_swap_request_state_known',
        ),
        migrations.AlterField(
            model_name='swaprequest',
            name='state',
            field=models.CharField(choices=[('asked', '待对方同意'), ('agreed', '已同意'), ('refused', '不同意'), ('withdrawn', '已撤回')], default='asked', max_length=10, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='swaprequestevent',
            name='state',
            field=models.CharField(choices=[('asked', '待对方同意'), ('agreed', '已同意'), ('refused', '不同意'), ('withdrawn', '已撤回')], default='asked', max_length=10, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='swaprequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'asked', 'agreed', 'refused', 'withdrawn'])), name='receptions_swap_request_state_known'),
        ),
    ]
