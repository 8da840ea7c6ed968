"""Personal data as people see it who need not know whose it is."""

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User


def mask_name(name: str) -> str:
    """张三丰 becomes 张*丰, 张三 becomes 张*."""
    if len(name) < 3:
        return name[:1] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def mask_phone(phone: str) -> str:
    """138 0000 1234 becomes 138****1234."""
    bare = phone.replace(" ", "").replace("-", "")
    return f"{bare[:3]}****{bare[-4:]}" if len(bare) > 7 else "*" * len(bare)


def mask_id_number(number: str) -> str:
    """Keeps the place and the last four: 429099********001X."""
    return f"{number[:6]}{'*' * 8}{number[-4:]}" if len(number) > 10 else "*" * 8


MASKS = {"name": mask_name, "phone": mask_phone, "id_number": mask_id_number}


def shown_to(user: User, value: str, kind: str) -> str:
    """`value` for the eyes of `user`: whole or masked."""
    if not value or may_see_personal(user):
        return value or ""
    return MASKS[kind](value)
