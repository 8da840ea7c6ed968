"""The columns of the official household export; township lists use some of them.

One row per member; what concerns the household stands in the row of its head.
"""

from import_export.resources import Resource

from tianmen_congress.cells import CellFault, CellWarning, prose
from tianmen_congress.values import EDUCATION_ALIASES, SEX_ALIASES, Education, Sex
from tianmen_congress.workbooks.columns import (
    CellWidget,
    ChoiceWidget,
    Column,
    DecimalWidget,
    IdNumberWidget,
    IntegerWidget,
    NameWidget,
    PhoneWidget,
    TextWidget,
    YesNoWidget,
)

from .enums import (
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


class TolerantChoiceWidget(ChoiceWidget):
    """A value that nobody needs: an unknown one is left out with a warning."""

    def convert(self, value, **kwargs):
        try:
            return super().convert(value, **kwargs)
        except CellFault as fault:
            raise CellWarning(fault.reason, self.blank) from None


class EthnicityWidget(CellWidget):
    """汉 is 汉族."""

    def convert(self, value, **kwargs):
        name = prose(value)[:20]
        return name if name.endswith(("族", "人")) or len(name) > 4 else f"{name}族"


class HouseholdRoster(Resource):
    number = Column("序号", IntegerWidget())
    county = Column(
        "县", TextWidget(40, width=10), aliases=("县(市)", "市"), merged=True
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
    )
    code = Column("户编号", TextWidget(30), aliases=("户编码",), merged=True)
    member_code = Column("人编号", TextWidget(30), aliases=("人编码",))
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
    sex = Column("性别", ChoiceWidget(Sex, SEX_ALIASES))
    size = Column("人数", IntegerWidget(), aliases=("家庭人口", "家庭人口数"))
    relation = Column(
        "与户主关系",
        ChoiceWidget(Relation, RELATION_ALIASES),
        aliases=("与户主的关系", "户主关系", "关系"),
        filled=True,
    )
    ethnicity = Column("民族", EthnicityWidget())
    education = Column("文化程度", TolerantChoiceWidget(Education, EDUCATION_ALIASES))
    schooling = Column("在校生状况", TextWidget(30))
    health = Column("健康状况", ChoiceWidget(Health))
    labour = Column("劳动技能", TolerantChoiceWidget(Labour), aliases=("劳动能力",))
    working_place = Column("务工状况", TextWidget(30))
    working_months = Column("务工时间(月)", IntegerWidget())
    has_serious_illness_cover = Column(
        "参加大病医疗", YesNoWidget(), aliases=("是否参加大病医疗",)
    )
    state = Column(
        "脱贫属性",
        ChoiceWidget(PovertyState, POVERTY_STATE_ALIASES),
        aliases=("是否脱贫", "脱贫状态", "脱贫情况"),
    )
    category = Column(
        "贫困户属性",
        ChoiceWidget(Category, CATEGORY_ALIASES),
        aliases=("贫困户类型",),
        required=True,
    )
    main_cause = Column(
        "主要致贫原因",
        ChoiceWidget(Cause, CAUSE_ALIASES),
        aliases=("致贫原因",),
        required=True,
    )
    has_unsafe_house = Column("危房户", YesNoWidget(), aliases=("是否危房户",))
    has_safe_water = Column("饮水安全", YesNoWidget(), aliases=("饮水是否安全",))
    has_water_trouble = Column("饮水困难", YesNoWidget(), aliases=("饮水是否困难",))
    income = Column("人均纯收入", DecimalWidget(), aliases=("人均纯收入(元)",))
    phone = Column("联系电话", PhoneWidget(), aliases=("电话",), personal=True)
    lifted_year = Column("脱贫年度", IntegerWidget(), aliases=("脱贫年份",))
    note = Column("备注", TextWidget())
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
