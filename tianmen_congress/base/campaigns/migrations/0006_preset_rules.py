from django.db import migrations, models

# By code, as the first campaign was preset: what of it stood without a rule gets its own.
RULES = {
    'link': {'short': '联系户', 'source': 'pairing', 'within_days': 30},
    'diary': {'short': '履职日志', 'source': 'diary', 'every': 'quarter'},
    'activity': {'short': '小组活动', 'source': 'activity', 'every': 'quarter'},
    'suggestion': {'short': '优质建议', 'source': 'quality', 'every': 'year'},
    'deed': {'short': '办实事', 'source': 'deed', 'every': 'year'},
    'summary': {'short': '活动小结', 'source': 'summary', 'every': 'year'},
}


def tell_apart(apps, schema_editor):
    """Two of one campaign with one code: the later gets one of its own."""
    seen = set()
    for row in apps.get_model('campaigns', 'RequiredAction').objects.order_by('pk'):
        code = row.code
        if (row.campaign_id, code) in seen:
            row.code = f'{code[:10]}-{row.pk}'[:20]
            row.save(update_fields=['code'])
        seen.add((row.campaign_id, row.code))


def preset(apps, schema_editor):
    actions = apps.get_model('campaigns', 'RequiredAction').objects.filter(source='')
    for code, rule in RULES.items():
        actions.filter(code=code).update(**rule)


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0005_required_rules'),
    ]

    operations = [
        migrations.RunPython(preset, migrations.RunPython.noop),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='requiredaction',
            constraint=models.UniqueConstraint(fields=('campaign', 'code'), name='campaigns_action_code_once', violation_error_message='这个活动已有同样代号的规定动作'),
        ),
    ]
