import django.db.models.deletion
import django.utils.timezone
import tianmen_congress.base.credentials.models
from django.conf import settings
from django.db import migrations, models

# Passwords are set by their owners: the login that serves the web cannot do otherwise.
# The database knows who acts from the context of the transaction, which the application
# sets, and which codes were used in it. Whoever owns the tables is not asked.
GUARD = """
CREATE FUNCTION credentials_owns(relation oid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT pg_has_role(current_user, relowner, 'USAGE')
    FROM pg_class WHERE oid = relation
$$;

CREATE FUNCTION credentials_acting() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb
            ->> 'user')::bigint
$$;

CREATE FUNCTION credentials_guard_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.password = '' OR NEW.password LIKE '!%' OR credentials_owns(TG_RELID) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM accounts_user WHERE is_active) THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.id = OLD.id AND (
        NEW.password = OLD.password
        OR (OLD.password <> '' AND OLD.password NOT LIKE '!%'
            AND NEW.id = credentials_acting())
        OR EXISTS (
            SELECT FROM credentials_accountcode
            WHERE account_id = NEW.id AND used_at = transaction_timestamp()
        )
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a password is set by its owner alone'
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER credentials_guard_password
    BEFORE INSERT OR UPDATE OF id, password ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION credentials_guard_password();

CREATE FUNCTION credentials_guard_code() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting bigint := credentials_acting();
    begins boolean := TG_OP = 'INSERT';
BEGIN
    IF credentials_owns(TG_RELID) THEN
        RETURN NEW;
    END IF;
    IF begins AND NEW.asked_by_id = acting AND NEW.second_digest = ''
        AND NEW.used_at IS NULL
        AND NEW.expires_at < clock_timestamp() + interval '3 days 1 minute'
    THEN
        RETURN NEW;
    END IF;
    IF NOT begins
        AND (NEW.id, NEW.account_id, NEW.asked_by_id, NEW.asked_at, NEW.expires_at,
             NEW.first_digest, NEW.by_server)
            IS NOT DISTINCT FROM
            (OLD.id, OLD.account_id, OLD.asked_by_id, OLD.asked_at, OLD.expires_at,
             OLD.first_digest, OLD.by_server)
        AND (OLD.void_at IS NULL OR NEW.void_at = OLD.void_at)
        AND (NEW.used_at IS NOT DISTINCT FROM OLD.used_at
            OR (OLD.used_at IS NULL AND NEW.used_at = transaction_timestamp()
                AND OLD.second_digest <> '' AND OLD.expires_at > clock_timestamp()))
        AND ((NEW.second_digest, NEW.second_by_id, NEW.second_shown_at)
                IS NOT DISTINCT FROM
                (OLD.second_digest, OLD.second_by_id, OLD.second_shown_at)
            OR (OLD.second_digest = '' AND NEW.second_by_id = acting
                AND NOT OLD.by_server AND OLD.used_at IS NULL AND OLD.void_at IS NULL
                AND OLD.expires_at > clock_timestamp()))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a code is given by two people, each for himself'
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER credentials_guard_code
    BEFORE INSERT OR UPDATE ON credentials_accountcode
    FOR EACH ROW EXECUTE FUNCTION credentials_guard_code();
"""
OPEN = """
DROP TRIGGER credentials_guard_code ON credentials_accountcode;
DROP FUNCTION credentials_guard_code();
DROP TRIGGER credentials_guard_password ON accounts_user;
DROP FUNCTION credentials_guard_password();
DROP FUNCTION credentials_acting();
DROP FUNCTION credentials_owns(oid);
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='申请时间')),
                ('expires_at', models.DateTimeField(default=tianmen_congress.base.credentials.models.in_three_days, verbose_name='有效期至')),
                ('first_digest', models.CharField(max_length=64, verbose_name='前半段')),
                ('second_digest', models.CharField(blank=True, max_length=64, verbose_name='后半段')),
                ('second_shown_at', models.DateTimeField(null=True, verbose_name='后半段发放时间')),
                ('by_server', models.BooleanField(default=False, verbose_name='在服务器上发放')),
                ('used_at', models.DateTimeField(null=True, verbose_name='使用时间')),
                ('void_at', models.DateTimeField(null=True, verbose_name='作废时间')),
                ('seen_at', models.DateTimeField(null=True, verbose_name='本人知悉时间')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='申请人')),
                ('second_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='后半段发放人')),
            ],
            options={
                'verbose_name': '启用码',
                'verbose_name_plural': '启用码',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('used_at', None), ('void_at', None)), fields=('account',), name='credentials_code_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('asked_by', None), models.Q(('asked_by', models.F('account')), _negated=True), _connector='OR'), models.Q(('second_by', None), models.Q(models.Q(('second_by', models.F('account')), _negated=True), models.Q(('second_by', models.F('asked_by')), _negated=True)), _connector='OR')), name='credentials_code_two_people'), models.CheckConstraint(condition=models.Q(('asked_by__isnull', False), ('by_server', True), _connector='OR'), name='credentials_code_asked_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('second_by', None), ('second_digest', ''), ('second_shown_at', None)), models.Q(('second_by__isnull', False), ('second_shown_at__isnull', False), models.Q(('second_digest', ''), _negated=True)), models.Q(('by_server', True), ('second_by', None), ('second_shown_at__isnull', False), models.Q(('second_digest', ''), _negated=True)), _connector='OR'), name='credentials_code_second_whole'), models.CheckConstraint(condition=models.Q(('used_at', None), models.Q(('second_shown_at__isnull', False), ('void_at', None)), _connector='OR'), name='credentials_code_used_whole')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('username', models.CharField(max_length=60, verbose_name='用户名')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('role', models.CharField(choices=[('office', '市人大常委会机关'), ('presidium', '乡镇人大主席团(联络处)'), ('secretary', '小组联络员'), ('deputy', '代表'), ('supervisor', '督导组成员'), ('unit', '承办单位'), ('leader', '领导(只读)'), ('sysadmin', '系统管理员'), ('secadmin', '安全管理员'), ('auditor', '审计员')], max_length=12, verbose_name='角色')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='提出时间')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='撤回（退回）时间')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='撤回（退回）原因')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤回（退回）人')),
                ('organ', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='机构')),
                ('post', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.post', verbose_name='岗位')),
            ],
            options={
                'verbose_name': '账号申请',
                'verbose_name_plural': '账号申请',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['office', 'presidium', 'secretary', 'deputy', 'supervisor', 'unit', 'leader', 'sysadmin', 'secadmin', 'auditor'])), name='credentials_proposal_role_known'), models.CheckConstraint(condition=models.Q(('post', None), models.Q(('account__isnull', False), ('closed_at', None)), _connector='OR'), name='credentials_proposal_post_has_account'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='credentials_proposal_closed_whole')],
            },
        ),
        migrations.RunSQL(GUARD, OPEN),
    ]
