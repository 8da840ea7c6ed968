"""What only the owner of the database may do, from the server's own terminal."""

from django.core.management.base import CommandError

from tianmen_congress.base.runtime.grants import is_owner

from .actions import Given

NOT_OWNER = (
    "这个命令只能以数据库所有者的身份在服务器上运行：现在用的是网站的数据库登录，"
    "请设置 OWNER_DATABASE_URL 后再运行。"
)


def expect_owner() -> None:
    """The login that serves the web lets nobody in."""
    if not is_owner():
        raise CommandError(NOT_OWNER)


def whole_code(first: Given, second: Given) -> str:
    """Both halves of one code, for the terminal."""
    until = first.code.expires_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return (
        f"启用码前半段 {first.half}\n"
        f"启用码后半段 {second.half}\n"
        f"只显示这一次，有效期至 {until}。请当面交给本人，"
        "由本人在登录页按“用启用码设置密码”设置密码。"
    )
