"""Workbooks of households for tests, in the two forms in which offices send them."""

import io

from openpyxl import Workbook

from tests.poverty.numbers import id_number

OFFICIAL = [
    "序号",
    "县",
    "乡(镇)",
    "行政村",
    "自然村",
    "户编号",
    "人编号",
    "姓名",
    "证件号码",
    "人数",
    "与户主关系",
    "民族",
    "文化程度",
    "在校生状况",
    "健康状况",
    "劳动技能",
    "务工状况",
    "务工时间(月)",
    "参加大病医疗",
    "脱贫属性",
    "贫困户属性",
    "主要致贫原因",
    "危房户",
    "饮水安全",
    "饮水困难",
    "人均纯收入",
    "联系电话",
    "脱贫年度",
]
TOWNSHIP_LIST = [
    [
        "序号",
        "村名",
        "户主",
        "家庭成员",
        "-",
        "-",
        "-",
        "-",
        "贫困户属性",
        "主要致贫原因",
        "脱贫情况",
        "-",
        "联系电话",
        "备注",
    ],
    [
        "-",
        "-",
        "-",
        "姓名",
        "与户主关系",
        "性别",
        "身份证号码",
        "健康状况",
        "-",
        "-",
        "是否脱贫",
        "脱贫年度",
        "-",
        "-",
    ],
]


def member(name, relation, number="", **cells):
    """One row of the official export."""
    return {"姓名": name, "与户主关系": relation, "证件号码": number, **cells}


def head(name, number="", **cells):
    place = {"县": "天门市", "乡(镇)": "渔薪镇", "行政村": "青山村"}
    state = {
        "贫困户属性": "一般贫困户",
        "主要致贫原因": "因病",
        "脱贫属性": "未脱贫",
    }
    return member(name, "户主", number, **{**place, **state, **cells})


def official(*rows, columns=OFFICIAL, sheet="Sheet1"):
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(list(columns))
    for number, row in enumerate(rows, start=1):
        page.append(
            [row.get(name, number if name == "序号" else "") for name in columns]
        )
    return bytes_of(book)


def township_list(*households, unit="渔薪镇扶贫办", sheet="花名册"):
    """Households as (what is said of the household, members), with merged cells."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(["建档立卡贫困户花名册"])
    page.append([f"填报单位：{unit}      填报日期：2017年6月20日"])
    for row in TOWNSHIP_LIST:
        page.append([None if title == "-" else title for title in row])
    page.merge_cells("D3:H3")
    page.merge_cells("K3:L3")
    for number, (said, members) in enumerate(households, start=1):
        _append_household(page, number, said, members)
    page.append(["合计", None, f"{len(households)}户"])
    return bytes_of(book)


def _append_household(page, number, said, members):
    first = page.max_row + 1
    for at, (name, relation, id_no) in enumerate(members):
        own = [number, said.get("村名", "青山"), said.get("户主", members[0][0])]
        state = ["一般", "自身发展力不足", said.get("脱贫", "否"), said.get("年度")]
        own, state = (own, state) if at == 0 else ([None] * 3, [None] * 4)
        page.append([*own, name, relation, None, id_no, "健康", *state, None, None])
    if len(members) > 1:
        for column in "ABCIJK":
            page.merge_cells(f"{column}{first}:{column}{first + len(members) - 1}")


def bytes_of(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def family(name="张伟", serial=1, code="", **cells):
    """A head, his wife and a child, of the official export."""
    wife = id_number("19600310", 2 * serial)
    child = id_number("19900411", 2 * serial + 1)
    return [
        head(name, id_number("19570227", 2 * serial + 1), 户编号=code, **cells),
        member("李芳", "配偶", wife, 户编号=code),
        member("张小宝", "之子", child, 户编号=code),
    ]
