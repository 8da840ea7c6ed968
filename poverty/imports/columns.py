"""The columns of the official household export; township lists use some of them.

One row per member; what concerns the household stands in the row of its head.
"""

import re

from import_export.resources import Resource

from poverty.enums import (
    CATEGORY_ALIASES,
    CAUSE_ALIASES,
    POVERTY_STATE_ALIASES,
    RELATION_ALIASES,
    Category,
    Cause,
    Health,
    Labour,
    PovertyState,
    Relation,
)
from tianmen_congress.base import cells
from tianmen_congress.base.personal.values import (
    EDUCATION_ALIASES,
    SEX_ALIASES,
    Education,
    Sex,
)
from tianmen_congress.base.workbooks.columns import (
    ChoiceWidget,
    CodeWidget,
    Column,
    DecimalWidget,
    EthnicityWidget,
    IdNumberWidget,
    IntegerWidget,
    NameWidget,
    PhoneWidget,
    TextWidget,
    YearWidget,
    YesNoWidget,
)

BETWEEN_CAUSES = re.compile(r"[、，,；;/+]+|和|及|与")


class CausesWidget(ChoiceWidget):
    """因病、缺劳力: the main cause, then the others."""

    width = 20

    def __init__(self):
        super().__init__(Cause, CAUSE_ALIASES)

    @property
    def blank(self) -> list[str]:
        return []

    def convert(self, value, **kwargs):
        first, *others = self._parts(value)
        known = [words for words in others if self.is_one(words)]
        causes = list(dict.fromkeys(map(super().convert, [first, *known])))
        if len(known) < len(others):
            unknown = "、".join(words for words in others if words not in known)
            raise cells.CellWarning(f"“{unknown}”不在可选值中，没有登记", causes)
        return causes

    def _parts(self, value) -> list[str]:
        words = cells.key(value)
        if self.is_one(words):
            return [words]
        return [part for part in BETWEEN_CAUSES.split(words) if part] or [words]

    def is_one(self, words: object) -> bool:
        return cells.is_choice(words, self.choices, self.aliases)

    def render(self, value, obj=None, **kwargs):
        return "、".join(str(Cause(cause).label) for cause in value or ())


class HouseholdRoster(Resource):
    number = Column("序号", IntegerWidget(), optional=True)
    county = Column(
        "县",
        TextWidget(40, width=10),
        aliases=("县(市)", "市"),
        merged=True,
        optional=True,
    )
    township = Column("乡(镇)", aliases=("乡镇", "镇", "镇乡", "乡镇街道"), merged=True)
    village = Column(
        "行政村",
        aliases=("村名", "村", "所在村", "村(社区)"),
        required=True,
        merged=True,
    )
    hamlet = Column(
        "自然村",
        TextWidget(40),
        aliases=("自然村(组)", "组", "村民小组"),
        merged=True,
        optional=True,
    )
    code = Column("户编号", CodeWidget(30), aliases=("户编码",), merged=True)
    member_code = Column("人编号", CodeWidget(30), aliases=("人编码",))
    name = Column(
        "姓名",
        NameWidget(),
        aliases=("成员姓名", "家庭成员姓名"),
        group="家庭成员",
        filled=True,
        personal=True,
    )
    id_number = Column(
        "证件号码",
        IdNumberWidget(),
        aliases=("身份证号码", "身份证号", "公民身份号码", "身份证"),
        required=True,
        personal=True,
    )
    sex = Column("性别", ChoiceWidget(Sex, SEX_ALIASES), merged=True, optional=True)
    size = Column(
        "人数",
        IntegerWidget(cells.PEOPLE),
        aliases=("家庭人口", "家庭人口数"),
        merged=True,
        optional=True,
    )
    relation = Column(
        "与户主关系",
        ChoiceWidget(Relation, RELATION_ALIASES),
        aliases=("与户主的关系", "户主关系", "关系"),
        filled=True,
    )
    ethnicity = Column("民族", EthnicityWidget(), merged=True, optional=True)
    education = Column(
        "文化程度",
        ChoiceWidget(Education, EDUCATION_ALIASES),
        merged=True,
        optional=True,
    )
    schooling = Column("在校生状况", TextWidget(30), merged=True, optional=True)
    health = Column("健康状况", ChoiceWidget(Health), merged=True, optional=True)
    labour = Column(
        "劳动技能",
        ChoiceWidget(Labour),
        aliases=("劳动能力",),
        merged=True,
        optional=True,
    )
    working_place = Column("务工状况", TextWidget(30), merged=True, optional=True)
    working_months = Column(
        "务工时间(月)", IntegerWidget(cells.MONTHS), merged=True, optional=True
    )
    has_serious_illness_cover = Column(
        "参加大病医疗",
        YesNoWidget(),
        aliases=("是否参加大病医疗",),
        merged=True,
        optional=True,
    )
    state = Column(
        "脱贫属性",
        ChoiceWidget(PovertyState, POVERTY_STATE_ALIASES),
        aliases=("是否脱贫", "脱贫状态", "脱贫情况"),
        merged=True,
    )
    category = Column(
        "贫困户属性",
        ChoiceWidget(Category, CATEGORY_ALIASES),
        aliases=("贫困户类型",),
        required=True,
        merged=True,
    )
    main_cause = Column(
        "主要致贫原因",
        CausesWidget(),
        aliases=("致贫原因",),
        required=True,
        merged=True,
        hint="有几种原因的用顿号隔开，第一种为主要原因",
    )
    has_unsafe_house = Column(
        "危房户", YesNoWidget(), aliases=("是否危房户",), merged=True, optional=True
    )
    has_safe_water = Column(
        "饮水安全", YesNoWidget(), aliases=("饮水是否安全",), merged=True, optional=True
    )
    has_water_trouble = Column(
        "饮水困难", YesNoWidget(), aliases=("饮水是否困难",), merged=True, optional=True
    )
    income = Column(
        "人均纯收入",
        DecimalWidget(),
        aliases=("人均纯收入(元)",),
        merged=True,
        optional=True,
    )
    phone = Column(
        "联系电话",
        PhoneWidget(),
        aliases=("电话",),
        merged=True,
        personal=True,
        optional=True,
    )
    lifted_year = Column(
        "脱贫年度", YearWidget(), aliases=("脱贫年份",), merged=True, optional=True
    )
    note = Column("备注", TextWidget(), merged=True, optional=True)
    head_name = Column(
        "户主",
        NameWidget(),
        aliases=("户主姓名",),
        personal=True,
        hint="可不填；各乡镇自己的名册在成员之外另列户主",
    )


# Fields of a household that its head's row gives, and of a member that any row gives.
OF_HOUSEHOLD = (
    "hamlet",
    "code",
    "category",
    "main_cause",
    "state",
    "lifted_year",
    "phone",
    "income",
    "has_unsafe_house",
    "has_safe_water",
    "has_water_trouble",
    "note",
)
OF_MEMBER = (
    "name",
    "relation",
    "sex",
    "ethnicity",
    "education",
    "schooling",
    "health",
    "labour",
    "working_place",
    "working_months",
    "has_serious_illness_cover",
)
