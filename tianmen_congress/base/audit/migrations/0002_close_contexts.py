"""The context of a history names who did it: open to its own transaction alone."""

from django.db import migrations

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
    dependencies = [("audit", "0001_initial"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(CLOSE, OPEN)]
