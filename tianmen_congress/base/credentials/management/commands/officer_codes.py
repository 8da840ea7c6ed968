"""manage.py officer_codes: the second halves for officers whom the office has named."""

from django.core.management.base import BaseCommand

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.credentials import actions
from tianmen_congress.base.credentials.owner import expect_owner


class Command(BaseCommand):
    help = "打印机关指定的三员的启用码后半段（每个只打印一次）"

    def handle(self, **options) -> None:
        expect_owner()
        with acting_as(None, how="officer_codes"):
            given = actions.give_server_halves()
        for each in given:
            account = each.code.account
            self.stdout.write(f"{account.name}（{account.username}） {each.half}")
        if given:
            self.stdout.write("以上为启用码后半段，只显示这一次，请分别交给本人。")
        else:
            self.stdout.write("没有等待后半段的三员账号。")
