from django.db import migrations

# By code, as the first campaign was preset: what of it stood without a rule gets its own.
RULES = {
    'link': {'short': '联系户', 'source': 'pairing', 'within_days': 30},
    'diary': {'short': '履职日志', 'source': 'diary', 'every': 'quarter'},
    'activity': {'short': '小组活动', 'source': 'activity', 'every': 'quarter'},
    'suggestion': {'short': '优质建议', 'source': 'quality', 'every': 'year'},
    'deed': {'short': '办实事', 'source': 'deed', 'every': 'year'},
    'summary': {'short': '活动小结', 'source': 'summary', 'every': 'year'},
}


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
    ]
