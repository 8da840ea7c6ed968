"""The printed key: made once, typed back from paper, its slips found."""

import pytest

from tianmen_congress.base.backups import keys
from tianmen_congress.base.backups.faults import BackupFault

# A pair from the tests of age itself.
SECRET = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33"
PUBLIC = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa"
LETTERS = SECRET.removeprefix(keys.TITLE)


def test_a_key_of_age_is_read_and_its_public_half_is_the_same():
    key = keys.read_recovery_key(SECRET)

    assert keys.public_words(key.public_key()) == PUBLIC
    assert "".join(keys.groups_of(key)) == LETTERS


def test_only_the_public_half_is_kept(home, paper):
    assert keys.recovery_key(home) == paper.public_key()
    kept = b"".join(
        path.read_bytes() for path in home.path.rglob("*") if path.is_file()
    )
    assert paper.private_bytes_raw() not in kept
    assert keys.groups_of(paper)[0].encode() not in kept.upper()


@pytest.mark.parametrize(
    "typed",
    [
        LETTERS,
        LETTERS.lower(),
        f"  {SECRET}\n",
        "\n".join(LETTERS[at : at + 4] for at in range(0, 58, 4)),
        "-".join(LETTERS[at : at + 4] for at in range(0, 58, 4)),
    ],
)
def test_it_is_read_however_it_was_typed(typed):
    assert keys.public_words(keys.read_recovery_key(typed).public_key()) == PUBLIC


SLIPS = {
    LETTERS[:9] + "Q" + LETTERS[10:]: "第3组与校验位不符，请对照打印件重新输入",
    LETTERS[:-1] + "Q": "第15组与校验位不符，请对照打印件重新输入",
    LETTERS[1] + LETTERS[0] + LETTERS[2:]: "不止一处与校验位不符，请对照打印件重新输入",
    LETTERS[:5] + "O" + LETTERS[6:]: "第2组有密钥中不会出现的字符“O”",
    LETTERS[:-1]: "应有58个字符，现有57个",
    "": "应有58个字符，现有0个",
}


@pytest.mark.parametrize("typed", SLIPS)
def test_a_slip_is_named_with_its_place(typed):
    with pytest.raises(BackupFault) as fault:
        keys.read_recovery_key(typed)

    assert str(fault.value) == f"恢复密钥抄写有误：{SLIPS[typed]}"


def test_the_machines_own_key_follows_from_what_it_keeps_anyway(settings):
    before = keys.machine_key().private_bytes_raw()
    settings.PERSONAL_DATA_KEY = "another"

    assert keys.machine_key().private_bytes_raw() != before


def test_a_spoilt_public_half_is_told(home, paper):
    home.recovery_key.write_text(PUBLIC[:-1] + "q\n")

    with pytest.raises(BackupFault, match="已损坏"):
        keys.recovery_key(home)
