"""What carries the system on one machine: its home folder, the database, the runner.

Nothing here knows the business. Only manage.py, `make run` and the tests use it,
and most of it must work before the settings are read.
"""
