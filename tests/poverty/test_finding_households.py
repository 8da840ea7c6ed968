"""Finding a household by name and sound, narrowing by the lists of values, masked rows."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from poverty import actions
from poverty.enums import Category, Cause, Health, Labour, PovertyState, Relation
from poverty.models import Household, HouseholdMember
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.poverty.numbers import id_number
from tests.poverty.pages import household_data, row
from tianmen_congress.base.access.acting import acting_as

pytestmark = pytest.mark.django_db
LIST = reverse("poverty:household_list")


def found(client, user, **query):
    client.force_login(user)
    listing = client.get(LIST, query).context["listing"]
    return {household.head_name for household in listing.found}


# --- surnames that a dictionary of common words reads wrongly ------------------------------


@pytest.mark.parametrize(
    ("name", "sound", "initials"),
    [
        ("单雪", "shanxue", "sx"),
        ("仇大山", "qiudashan", "qds"),
        ("解放", "xiefang", "xf"),
        ("查小平", "zhaxiaoping", "zxp"),
        ("曾国强", "zengguoqiang", "zgq"),
        ("区建设", "oujianshe", "ojs"),
        ("朴永生", "piaoyongsheng", "pys"),
        ("乐意", "yueyi", "yy"),
        ("覃秀英", "qinxiuying", "qxy"),
    ],
)
def test_a_household_is_found_by_sound_and_initials_of_its_head(
    client, clerk, qingshan, name, sound, initials
):
    HouseholdFactory(village=qingshan, head_name=name)
    HouseholdFactory(village=qingshan, head_name="毛毛")

    for text in (name, sound, sound.upper(), sound[:4], initials, initials.upper()):
        assert found(client, clerk, q=text) == {name}, text


@pytest.mark.parametrize("typed", ["王 伟", "王\u3000伟", " 王伟 "])
def test_spaces_within_a_name_are_not_kept(client, clerk, qingshan, typed):
    client.force_login(clerk)
    data = household_data(qingshan, row(typed, "head"))

    client.post(reverse("poverty:household_create"), data)

    assert found(client, clerk, q="王伟") == {"王伟"}
    assert found(client, clerk, q="wangwei") == {"王伟"}


def test_the_sound_follows_the_name_of_a_new_head(client, clerk, qingshan):
    household = HouseholdFactory(village=qingshan, head_name="张伟")
    head = MemberFactory(household=household, name="张伟", relation=Relation.HEAD)
    head.relation = Relation.FATHER
    new = MemberFactory(household=household, name="单雪", relation=Relation.DAUGHTER)
    new.relation = Relation.HEAD

    with acting_as(clerk):
        actions.revise_household(household, by=clerk, members=[head, new])

    assert found(client, clerk, q="shanxue") == {"单雪"}
    assert found(client, clerk, q="zhangwei") == set()


@pytest.mark.parametrize("text", ["%", "_", "张%", "\\", "'", "１２３"])
def test_signs_of_the_database_mean_themselves(client, clerk, qingshan, text):
    HouseholdFactory(village=qingshan, head_name="张伟")

    assert found(client, clerk, q=text) == set()


# --- the lists of values -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "values"),
    [("category", Category), ("main_cause", Cause), ("state", PovertyState)],
)
def test_every_value_of_a_list_is_searched_for(client, clerk, qingshan, column, values):
    years = {PovertyState.LIFTED: {"lifted_year": 2016}}
    for value in values:
        more = years.get(value, {})
        HouseholdFactory(
            village=qingshan, head_name=value.label, **{column: value} | more
        )

    for value in values:
        assert found(client, clerk, **{column: value}) == {value.label}


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (Category, "一般贫困户 低保贫困户 五保贫困户"),
        (
            Cause,
            "因病 因残 因学 因灾 缺土地 缺水 缺技术 缺劳力 缺资金 交通条件落后 "
            "自身发展动力不足 其他",
        ),
        (Health, "健康 长期慢性病 患有大病 残疾"),
        (Labour, "普通劳动力 技能劳动力 丧失劳动力 无劳动力"),
        (PovertyState, "未脱贫 已脱贫 返贫"),
    ],
)
def test_the_values_are_those_of_the_official_form(values, labels):
    assert values.labels == labels.split()


@pytest.mark.parametrize(
    "wrong",
    [{"category": "rich"}, {"main_cause": "luck"}, {"state": "gone"}],
)
def test_the_database_knows_no_other_values_of_a_household(qingshan, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseholdFactory(village=qingshan, **wrong)


@pytest.mark.parametrize(
    "wrong", [{"relation": "neighbour"}, {"health": "fit"}, {"labour": "lazy"}]
)
def test_the_database_knows_no_other_values_of_a_member(qingshan, wrong):
    household = HouseholdFactory(village=qingshan)

    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(household=household, **wrong)


# --- years -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2012", "2013"),
        ("2018", "不能晚于2017年"),
        ("", "请填写年度"),
        ("去年", "应为年份，如2016"),
        ("20165", "应为年份，如2016"),
    ],
)
@pytest.mark.parametrize("step", ["lift", "return"])
def test_a_year_that_cannot_be_is_said_and_kept(
    client, clerk, qingshan, step, typed, said
):
    state = {"lift": PovertyState.POOR, "return": PovertyState.LIFTED}[step]
    year = {"return": 2014}.get(step)
    household = HouseholdFactory(village=qingshan, state=state, lifted_year=year)
    client.force_login(clerk)
    address = reverse(f"poverty:household_{step}", args=[household.pk])

    page = client.post(address, {"year": typed, "sent": "1"})

    text = page.content.decode()
    assert said in text
    assert f'value="{typed}"' in text or not typed
    household.refresh_from_db()
    assert household.state == state


def test_who_falls_back_does_so_after_the_way_out(client, clerk, qingshan):
    household = HouseholdFactory(
        village=qingshan, state=PovertyState.LIFTED, lifted_year=2016
    )
    client.force_login(clerk)
    address = reverse("poverty:household_return", args=[household.pk])

    page = client.post(address, {"year": "2015"})

    assert "返贫年度不能早于脱贫年度（2016年）" in page.content.decode()


# --- masked rows ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("office", "欧阳春"),
        ("clerk", "欧阳春"),
        ("secretary", "欧阳春"),
        ("leader", "欧*春"),
        ("supervisor", "欧*春"),
    ],
)
def test_the_list_shows_names_to_those_who_work_with_them(
    request, client, qingshan, yuxin_group, who, name
):
    HouseholdFactory(village=qingshan, head_name="欧阳春", phone="13800001234")
    client.force_login(request.getfixturevalue(who))

    text = client.get(LIST).content.decode()

    assert name in text
    assert ("欧阳春" in text) is (name == "欧阳春")


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_a_masked_reader_gets_no_whole_word_anywhere(request, client, qingshan, who):
    household = HouseholdFactory(
        village=qingshan, head_name="欧阳春", phone="13800001234"
    )
    number = id_number("19570227", 913)
    MemberFactory(
        household=household, name="欧阳春", relation=Relation.HEAD, id_number=number
    )
    client.force_login(request.getfixturevalue(who))

    page = client.get(household.get_absolute_url()).content.decode()
    numbers = client.post(reverse("poverty:numbers", args=[household.pk]))

    for secret in ("欧阳春", "13800001234", number):
        assert secret not in page
    assert numbers.status_code == 403
    assert number not in numbers.content.decode()


# --- conflicts -------------------------------------------------------------------------------


def test_of_two_who_change_a_village_the_second_sees_both(
    client, clerk, office, qingshan
):
    village = PoorVillageFactory(village=qingshan, main_industry="水稻")
    address = reverse("poverty:village_edit", args=[village.pk])
    client.force_login(office)
    client.post(address, {"main_industry": "小龙虾", "version": 1})
    client.force_login(clerk)

    page = client.post(address, {"main_industry": "棉花", "version": 1})

    line = page.context["form"].conflicts[0]
    assert (line.theirs, line.mine) == ("小龙虾", "棉花")
    village.refresh_from_db()
    assert (village.main_industry, village.version) == ("小龙虾", 2)
    shown = page.context["form"]["version"].value()
    client.post(address, {"main_industry": "棉花", "version": shown})
    village.refresh_from_db()
    assert village.main_industry == "棉花"


def test_an_open_page_does_not_bring_back_what_was_struck_off(
    client, clerk, office, qingshan
):
    household = HouseholdFactory(village=qingshan, head_name="张伟")
    with acting_as(office):
        actions.void_household(household, by=office, reason="重复")
    client.force_login(clerk)

    late = client.post(
        reverse("poverty:household_edit", args=[household.pk]), {"hamlet": "3组"}
    )

    assert late.status_code == 403
    household.refresh_from_db()
    assert household.void_reason == "重复"
    assert not Household.objects.standing().exists()


def test_two_heads_are_refused_by_the_action_too(clerk, qingshan):
    household = Household(
        village=qingshan, category=Category.GENERAL, main_cause=Cause.ILLNESS
    )
    heads = [
        HouseholdMember(name=name, relation=Relation.HEAD) for name in ("张伟", "李芳")
    ]

    with pytest.raises(ValidationError, match="每户须有且只有一名户主"):
        actions.register_household(household, by=clerk, members=heads)

    assert not Household.objects.exists()
