"""Keys as letters that can be read aloud and typed: Bech32, with six letters of check.

The alphabet leaves out 1, b, i and o. A letter typed wrong is found, and where.
"""

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECK = 6
# 32 bytes in groups of five bits: four bits of the last one are left over.
DATA, SPARE = 52, 4
LENGTH = DATA + CHECK


def encode(prefix: str, key: bytes) -> str:
    number = int.from_bytes(key, "big") << SPARE
    values = [number >> 5 * place & 31 for place in reversed(range(DATA))]
    rest = _remainder(prefix, [*values, *[0] * CHECK]) ^ 1
    values += [rest >> 5 * place & 31 for place in reversed(range(CHECK))]
    return "".join(LETTERS[value] for value in values)


def decode(prefix: str, letters: str) -> bytes | None:
    """The key; None where a letter is wrong. `letters`: LENGTH of the alphabet."""
    if not is_whole(prefix, letters):
        return None
    number = 0
    for letter in letters[:DATA]:
        number = number << 5 | LETTERS.index(letter)
    return (number >> SPARE).to_bytes(32, "big")


def is_whole(prefix: str, letters: str) -> bool:
    return _remainder(prefix, [LETTERS.index(letter) for letter in letters]) == 1


def likely_fault(prefix: str, letters: str) -> int | None:
    """Where one letter typed otherwise makes the whole right; None: more are wrong."""
    for place in range(len(letters)):
        before, after = letters[:place], letters[place + 1 :]
        if any(is_whole(prefix, before + letter + after) for letter in LETTERS):
            return place
    return None


def _remainder(prefix: str, values: list[int]) -> int:
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    rest = 1
    for value in spread + values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(GENERATORS):
            rest ^= generator if top >> bit & 1 else 0
    return rest
