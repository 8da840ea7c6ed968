import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The context of a history names who did it: open to its own transaction alone.
CLOSE = """
CREATE FUNCTION audit_close_context() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.created_at < transaction_timestamp() THEN
        RAISE EXCEPTION 'the context of a finished transaction is closed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_close_context BEFORE UPDATE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION audit_close_context();
"""
OPEN = """
DROP TRIGGER audit_close_context ON pghistory_context;
DROP FUNCTION audit_close_context();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('divisions', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrailEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sign_in', '登录'), ('sign_out', '退出'), ('refused', '登录失败'), ('full_look', '查看完整个人信息'), ('export', '导出'), ('import', '导入'), ('rights', '账号与权限')], max_length=12, verbose_name='事项')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='时间')),
                ('subject', models.CharField(blank=True, max_length=120, verbose_name='对象')),
                ('note', models.CharField(blank=True, max_length=600, verbose_name='说明')),
                ('rows', models.PositiveIntegerField(null=True, verbose_name='条数')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='地址')),
                ('township', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='操作人')),
            ],
            options={
                'verbose_name': '审计记录',
                'verbose_name_plural': '审计记录',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.RunSQL(CLOSE, OPEN),
    ]
