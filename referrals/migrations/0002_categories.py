"""The value list 意见类别 of the first campaign; the office may add to it."""

from django.db import migrations

CATEGORIES = (
    ("infrastructure", "基础设施"),
    ("industry", "产业发展"),
    ("education", "教育"),
    ("health", "医疗卫生"),
    ("welfare", "社会保障"),
    ("housing", "住房安全"),
    ("water", "饮水安全"),
    ("jobs", "就业"),
    ("finance", "金融扶贫"),
    ("environment", "生态环境"),
    ("policy", "政策落实"),
    ("conduct", "干部作风"),
    ("other", "其他"),
)


def add(apps, schema_editor):
    Category = apps.get_model("referrals", "Category")
    for order, (code, name) in enumerate(CATEGORIES):
        Category.objects.get_or_create(
            code=code,
            defaults={"name": name, "order": order, "hides_source": code == "conduct"},
        )


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
