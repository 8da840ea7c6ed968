"""Passwords that somebody else had given end: their owners set one with a code."""

from django.db import migrations

END = """
UPDATE accounts_user
SET password = '!' || replace(gen_random_uuid()::text, '-', ''),
    must_change_password = false
WHERE must_change_password AND password <> '' AND password NOT LIKE '!%'
"""


class Migration(migrations.Migration):
    dependencies = [("credentials", "0002_guard_passwords")]
    operations = [migrations.RunSQL(END, migrations.RunSQL.noop)]
