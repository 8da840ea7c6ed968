import django.db.models.deletion
import django.utils.timezone
import tianmen_congress.base.personal.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', '电子邮件'), ('sms', '短信')], max_length=8, verbose_name='方式')),
                ('value', tianmen_congress.base.personal.fields.EncryptedField(verbose_name='联系方式')),
                ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='设置时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='确认时间')),
                ('code_digest', models.CharField(blank=True, max_length=64, verbose_name='验证码')),
                ('code_ends_at', models.DateTimeField(null=True, verbose_name='验证码有效期至')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='验证次数')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '联系方式',
                'verbose_name_plural': '联系方式',
                'ordering': ['user', 'channel'],
                'constraints': [models.UniqueConstraint(fields=('user', 'channel'), name='alerts_address_one_of_a_kind'), models.CheckConstraint(condition=models.Q(('channel__in', ['', 'email', 'sms'])), name='alerts_address_channel_known')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('turn', '待您办理'), ('due', '期限提醒'), ('news', '告知')], max_length=8, verbose_name='类别')),
                ('about', models.CharField(max_length=20, verbose_name='对象类别')),
                ('row', models.BigIntegerField(verbose_name='对象')),
                ('what', models.CharField(max_length=80, verbose_name='事项')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='缘由')),
                ('due_on', models.DateField(null=True, verbose_name='期限')),
                ('told_on', models.DateField(verbose_name='日期')),
                ('told_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('read_at', models.DateTimeField(null=True, verbose_name='阅读时间')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                ('key', models.CharField(max_length=120)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '提醒',
                'verbose_name_plural': '提醒',
                'ordering': ['-told_at', '-pk'],
                'indexes': [models.Index(fields=['user', '-told_at'], name='alerts_alert_of_user'), models.Index(condition=models.Q(('read_at', None), ('settled_at', None)), fields=['user'], name='alerts_alert_unread'), models.Index(fields=['about', 'row'], name='alerts_alert_about')],
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='alerts_alert_told_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['', 'turn', 'due', 'news'])), name='alerts_alert_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Outgoing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', '电子邮件'), ('sms', '短信')], max_length=8, verbose_name='方式')),
                ('purpose', models.CharField(choices=[('digest', '每日提醒'), ('code', '验证码')], max_length=8, verbose_name='内容')),
                ('day', models.DateField(verbose_name='日期')),
                ('secret', tianmen_congress.base.personal.fields.EncryptedField(blank=True, verbose_name='验证码')),
                ('state', models.CharField(choices=[('waiting', '待发送'), ('sending', '正在发送'), ('sent', '已发送'), ('empty', '无须发送'), ('failed', '未能发送')], default='waiting', max_length=8, verbose_name='状态')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='发送次数')),
                ('fault', models.CharField(blank=True, max_length=200, verbose_name='未发送的原因')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='生成时间')),
                ('tried_at', models.DateTimeField(null=True, verbose_name='最近发送时间')),
                ('many', models.PositiveIntegerField(default=0, verbose_name='件数')),
                ('last_alert', models.BigIntegerField(default=0)),
                ('address', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='alerts.address')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outgoing', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '外发',
                'verbose_name_plural': '外发',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['tried_at'], name='alerts_outgoing_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('purpose', 'digest')), fields=('user', 'channel', 'day'), name='alerts_outgoing_one_digest_a_day'), models.CheckConstraint(condition=models.Q(('channel__in', ['', 'email', 'sms'])), name='alerts_outgoing_channel_known'), models.CheckConstraint(condition=models.Q(('purpose__in', ['', 'digest', 'code'])), name='alerts_outgoing_purpose_known'), models.CheckConstraint(condition=models.Q(('state__in', ['', 'waiting', 'sending', 'sent', 'empty', 'failed'])), name='alerts_outgoing_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=20, verbose_name='对象类别')),
                ('row', models.BigIntegerField(verbose_name='对象')),
                ('due_on', models.DateField(verbose_name='期限')),
                ('days', models.SmallIntegerField(verbose_name='距期限的工作日')),
                ('whom', models.CharField(choices=[('holder', '办理者'), ('above', '上一级'), ('office', '市人大机关')], max_length=8, verbose_name='提醒对象')),
                ('on', models.DateField(verbose_name='提醒日期')),
                ('told', models.PositiveSmallIntegerField(verbose_name='提醒人数')),
                ('organ', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ')),
            ],
            options={
                'verbose_name': '期限提醒',
                'verbose_name_plural': '期限提醒',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['about', 'row'], name='alerts_reminder_about')],
                'constraints': [models.UniqueConstraint(fields=('about', 'row', 'due_on', 'days', 'whom', 'organ'), name='alerts_reminder_once_a_step', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('whom__in', ['', 'holder', 'above', 'office'])), name='alerts_reminder_whom_known')],
            },
        ),
    ]
