import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deputies', '0002_track_removals'),
        ('divisions', '0001_initial'),
        ('poverty', '0004_track_removals'),
        ('referrals', '0010_correct_what_was_written_wrong'),
    ]

    operations = [
        migrations.AddField(
            model_name='proposer',
            name='household',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='poverty.household', verbose_name='贫困户'),
        ),
        migrations.AddField(
            model_name='proposer',
            name='village',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='村'),
        ),
        migrations.AddConstraint(
            model_name='proposer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('household', None), ('person', None)), models.Q(('person', None), ('village', None)), models.Q(('household', None), ('village', None)), _connector='OR'), name='referrals_proposer_of_one_kind'),
        ),
    ]
