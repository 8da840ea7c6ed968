"""民族: the groups that the state counts, however people write them."""

from .text import bare
from .trouble import CellFault

GROUPS = frozenset(
    [
        "汉",
        "蒙古",
        "回",
        "藏",
        "维吾尔",
        "苗",
        "彝",
        "壮",
        "布依",
        "朝鲜",
        "满",
        "侗",
        "瑶",
        "白",
        "土家",
        "哈尼",
        "哈萨克",
        "傣",
        "黎",
        "傈僳",
        "佤",
        "畲",
        "高山",
        "拉祜",
        "水",
        "东乡",
        "纳西",
        "景颇",
        "柯尔克孜",
        "土",
        "达斡尔",
        "仫佬",
        "羌",
        "布朗",
        "撒拉",
        "毛南",
        "仡佬",
        "锡伯",
        "阿昌",
        "普米",
        "塔吉克",
        "怒",
        "乌孜别克",
        "俄罗斯",
        "鄂温克",
        "德昂",
        "保安",
        "裕固",
        "京",
        "塔塔尔",
        "独龙",
        "鄂伦春",
        "赫哲",
        "门巴",
        "珞巴",
        "基诺",
    ]
)
# Counted by nobody as a group of its own, and written so on people's papers.
OTHERS = {"穿青": "穿青人", "其他": "其他", "未识别民": "未识别民族"}
SHORT = {"蒙": "蒙古", "维": "维吾尔"}


def ethnicity(value: object) -> str:
    """汉 and 汉族 are one: 汉族."""
    name = bare(value).removesuffix("人").removesuffix("族")
    name = SHORT.get(name, name)
    if name in GROUPS:
        return f"{name}族"
    if name in OTHERS:
        return OTHERS[name]
    raise CellFault("不是民族名称，请写成汉族、土家族这样的形式")
