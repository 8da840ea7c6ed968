"""The columns of a roster of deputies (代表名册)."""

from deputies.enums import PARTY_ALIASES, Party, Tier
from tianmen_congress.base.personal.values import (
    EDUCATION_ALIASES,
    SEX_ALIASES,
    Education,
    Sex,
)
from tianmen_congress.base.workbooks.columns import (
    ChoiceWidget,
    Column,
    EthnicityWidget,
    IntegerWidget,
    MonthWidget,
    NameWidget,
    PhoneWidget,
    Resource,
    TextWidget,
)


class DeputyRoster(Resource):
    number = Column("序号", IntegerWidget(), aliases=("编号",), optional=True)
    name = Column("姓名", NameWidget(), aliases=("代表姓名",), filled=True)
    sex = Column("性别", ChoiceWidget(Sex, SEX_ALIASES), filled=True)
    ethnicity = Column("民族", EthnicityWidget(), merged=True, optional=True)
    birth_month = Column(
        "出生年月",
        MonthWidget(),
        aliases=("出生日期", "出生时间", "出生"),
        hint="写成1964-10；不要写成1964.1",
    )
    education = Column(
        "文化程度",
        ChoiceWidget(Education, EDUCATION_ALIASES),
        aliases=("学历",),
        merged=True,
        optional=True,
    )
    party = Column(
        "党派",
        ChoiceWidget(Party, PARTY_ALIASES),
        aliases=("政治面貌", "党派名称"),
        merged=True,
        optional=True,
    )
    work = Column(
        "工作单位及职务",
        TextWidget(100, width=30),
        aliases=("单位及职务", "工作单位", "工作单位和职务", "单位职务", "职务"),
        required=True,
        merged=True,
        optional=True,
    )
    phone = Column(
        "联系电话",
        PhoneWidget(),
        aliases=("电话", "手机", "手机号码", "电话号码", "联系方式"),
        personal=True,
        optional=True,
    )
    # A list of several congresses says in each row what else its titles say.
    tier = Column("代表层级", ChoiceWidget(Tier), aliases=("层级",), merged=True)
    place = Column("所在乡镇", aliases=("乡镇",), merged=True)
    delegation = Column("代表团", TextWidget(60), merged=True, optional=True)
    electoral_unit = Column(
        "选举单位",
        TextWidget(80),
        aliases=("选区", "选举单位(选区)"),
        merged=True,
        optional=True,
    )
    note = Column("备注", TextWidget(200), aliases=("说明",), optional=True)
