"""ID numbers of poor people: hard rules, and what only looks odd."""

from datetime import date

from tianmen_congress.base.personal import id_numbers
from tianmen_congress.base.personal.values import Sex


def birth_of(number: str) -> date | None:
    """The day of birth that a number tells; nothing for no number."""
    return id_numbers.birth_date(number) if number else None


def born_later(number: str, *, on: date) -> str:
    """Why nobody bears `number` yet on a day; "" where somebody may."""
    born = birth_of(number)
    return "身份证号码中的出生日期在今天以后" if born and born > on else ""


def sex_of(number: str) -> Sex:
    return Sex.MALE if id_numbers.is_male(number) else Sex.FEMALE


def warnings_of(number: str, *, sex: str) -> list[str]:
    """What looks odd about a number that may all the same be right."""
    found = []
    if not id_numbers.is_known_area(number):
        found.append(f"身份证号码的地区码{number[:6]}不常见，请核对")
    if sex and sex_of(number) != sex:
        found.append("身份证号码的性别位与所填性别不一致，请核对")
    return found
