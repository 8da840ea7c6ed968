"""Made-up names, telephone numbers and ID numbers that belong to nobody."""

from datetime import date, timedelta
from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万"
)
MALE = "伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢成建国志文海东山峰亮新民春生德才"
FEMALE = (
    "芳娜敏静秀英丽艳娟霞燕玲桂兰梅琳洁雪红云莉萍蓉慧琴凤珍香月莲玉淑春荣翠菊婷倩瑜欣莹"
)
DIGITS = "一二三四五六七八九十"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def ordinal(number: int) -> str:
    """1 is 一, 12 is 十二: how groups and teams are counted, up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens - 1]}十")
    return head + (DIGITS[ones - 1] if ones else "")


def person_name(rng: Random, sex: str) -> str:
    given = MALE if sex == "male" else FEMALE
    length = 1 if rng.random() < 0.25 else 2
    return rng.choice(SURNAMES) + "".join(rng.sample(given, length))


def phone(rng: Random) -> str:
    """A mobile number with 0000 in the middle, given to nobody."""
    return f"{rng.choice(('138', '139', '150', '186', '189'))}0000{rng.randrange(10**4):04}"


def id_number(rng: Random, born: date, sex: str, taken: set[str]) -> str:
    """18 digits with area code 429099, assigned to nowhere, and a valid check digit.

    `taken` holds the numbers given so far, and takes this one.
    """
    sequence = rng.randrange(500) * 2 + (1 if sex == "male" else 0)
    number = _with_check_digit(f"429099{born:%Y%m%d}{sequence:03}")
    if number in taken:
        return id_number(rng, born, sex, taken)
    taken.add(number)
    return number


def _with_check_digit(body: str) -> str:
    total = sum(
        int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)
    )
    return body + "10X98765432"[total % 11]


def day_between(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def working_day_between(rng: Random, first: date, last: date) -> date:
    """A weekday; outings of the demo do not fall on Sundays and Saturdays."""
    return max(weekday(day_between(rng, first, last)), first)


def weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def shares(total: int, weights: list[int]) -> list[int]:
    """`total` split in proportion to `weights`; the parts sum to it exactly."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts
