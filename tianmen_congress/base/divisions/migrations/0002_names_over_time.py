import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('divisions', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='division',
            name='former_names',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='曾用名'),
        ),
        migrations.AddField(
            model_name='division',
            name='formerly',
            field=models.TextField(blank=True, editable=False, verbose_name='曾用名检索'),
        ),
        migrations.AddField(
            model_name='division',
            name='now',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='once', to='divisions.division', verbose_name='现为'),
        ),
        migrations.AddField(
            model_name='division',
            name='opened_on',
            field=models.DateField(blank=True, null=True, verbose_name='设立日期'),
        ),
        migrations.AlterField(
            model_name='division',
            name='code',
            field=models.CharField(db_index=True, max_length=12, verbose_name='区划代码'),
        ),
        migrations.RunSQL(
            "UPDATE divisions_division SET now_id = id",
            reverse_sql=migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='division',
            trigger=pgtrigger.compiler.Trigger(name='is_itself', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.now_id := COALESCE(NEW.now_id, NEW.id); RETURN NEW;', hash='470b8fab591c32e2fde23712004a129c4a7e980b', operation='INSERT', pgid='pgtrigger_is_itself_775ef', table='divisions_division', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='division',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('code',), name='divisions_division_code_once', violation_error_message='已有使用此代码的区划'),
        ),
    ]
