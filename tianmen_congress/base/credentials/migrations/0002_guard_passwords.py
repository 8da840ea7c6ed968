"""Passwords are set by their owners: the login that serves the web cannot do otherwise.

The database knows who acts from the context of the transaction, which the application
sets, and which codes were used in it. Whoever owns the tables is not asked.
"""

from django.db import migrations

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
    dependencies = [
        ("credentials", "0001_initial"),
        ("accounts", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [migrations.RunSQL(GUARD, OPEN)]
