"""Every write of this room."""

from .codes import Given, acknowledge, ask_code, give_second, recover, use_code
from .officers import give_server_halves, name_officer
from .proposals import close, give_post, make_account, on_post_given, propose

__all__ = [
    "Given",
    "acknowledge",
    "ask_code",
    "close",
    "give_post",
    "give_second",
    "give_server_halves",
    "make_account",
    "name_officer",
    "on_post_given",
    "propose",
    "recover",
    "use_code",
]
