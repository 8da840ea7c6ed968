"""What the terminal says once everything runs."""

from .home import Home

ACCOUNTS = (
    ("office", "市人大常委会机关"),
    ("yuxin", "渔薪镇人大主席团"),
    ("yuxin-1", "渔薪镇第一代表小组联络员"),
    ("deputy", "人大代表"),
    ("supervisor", "督导组成员"),
    ("unit", "承办单位"),
    ("leader", "领导（只读）"),
    ("sysadmin", "系统管理员"),
    ("secadmin", "安全管理员"),
    ("auditor", "审计员"),
)
DEMO = """
  演示账号，密码都是 tianmen-demo / demo accounts, password tianmen-demo:
{accounts}
"""
EMPTY = """
  还没有账号：打开地址，按提示建立第一个账号。安装码：{code}
  No account yet: the page leads you through the first one. Setup code: {code}
"""
WELCOME = """
  天门市人大代表工作平台已启动 / the platform is running

  地址 / address:  http://{host}:{port}/
{people}
  停止：按 Ctrl-C / to stop: Ctrl-C
"""


def welcome(host: str, port: int, people: str) -> str:
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104
    return WELCOME.format(host=shown, port=port, people=people)


def people_of(home: Home) -> str:
    """Who can sign in, as far as the terminal may tell."""
    if home.setup_code.exists():
        return EMPTY.format(code=home.setup_code.read_text().strip())
    rows = "\n".join(f"    {name:<12}{title}" for name, title in ACCOUNTS)
    return DEMO.format(accounts=rows) if home.demo.exists() else ""
