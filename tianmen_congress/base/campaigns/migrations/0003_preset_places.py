import json

from django.conf import settings
from django.db import migrations


def preset(apps, schema_editor):
    """Campaigns of a running system ask what the first one is preset to ask."""
    path = settings.BASE_DIR / "fixtures" / "campaign_2017.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    Requirement = apps.get_model("campaigns", "PlaceRequirement")
    WallText = apps.get_model("campaigns", "WallText")
    for campaign in apps.get_model("campaigns", "Campaign").objects.all():
        for order, each in enumerate(data["place_requirements"]):
            Requirement.objects.create(campaign=campaign, order=order, **each)
        for order, (title, text) in enumerate(data["wall_texts"]):
            WallText.objects.create(
                campaign=campaign, title=title, text=text, order=order
            )


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0002_places'),
    ]

    operations = [
        migrations.RunPython(preset, migrations.RunPython.noop),
    ]
