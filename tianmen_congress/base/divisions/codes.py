"""How official codes are made: digits by level, a child's beginning with its parent's."""

from .enums import DivisionLevel

# Digits of an official code, by level.
LENGTHS = {
    DivisionLevel.PROVINCE: 2,
    DivisionLevel.PREFECTURE: 4,
    DivisionLevel.COUNTY: 6,
    DivisionLevel.TOWNSHIP: 9,
    DivisionLevel.VILLAGE: 12,
}


def fault_of(code: str, *, level: str, parent: str) -> str:
    """What is wrong with `code` for a place of `level` below `parent`; "" if nothing."""
    if not (code.isascii() and code.isdigit()):
        return "代码应为数字"
    if not code.startswith(parent):
        return f"代码 {code} 不以上级代码 {parent} 开头"
    if len(code) != LENGTHS.get(level):
        return f"代码 {code} 的位数与级别不符"
    return ""
