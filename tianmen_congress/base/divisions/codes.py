"""How official codes are made: digits by level, a child's beginning with its parent's."""

from .enums import DivisionLevel

# Official township codes end in 001 to 599: 街道, 镇, 乡, 农场. This ending is none of
# theirs, and stands behind all of them in any order by code.
CITY_ORGANS = "999"
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
    if is_city_organs(code[: LENGTHS[DivisionLevel.TOWNSHIP]]):
        return f"代码 {code} 留给市直使用，区划中没有这样的代码"
    return ""


def is_city_organs(code: str) -> bool:
    """Whether `code` is that of 市直, which stands among the townships and is no place."""
    return len(code) == LENGTHS[DivisionLevel.TOWNSHIP] and code.endswith(CITY_ORGANS)
