"""Each kind of question as a field of the page: what is typed, stored, shown again."""

import pytest

from tests.factories.visits import FormFactory
from tianmen_congress.base.campaigns.enums import About, QuestionKind
from tianmen_congress.base.campaigns.models import FormQuestion
from visits.answers import faults_in, paper_of
from visits.pages.forms.answers import AnswersForm

pytestmark = pytest.mark.django_db
OPTIONS = ["安全", "需维修", "危房"]


@pytest.fixture
def section(campaign):
    form = FormFactory(campaign=campaign, version=9, published_at=None)
    return form.sections.create(code="look", title="二看")


@pytest.fixture
def ask(section, clerk):
    """A form with one question of a kind, filled in as given."""

    def ask(kind, typed=None, *, stored=None, demands=True, **more):
        more = {"text": "住房状况", "about": About.HOUSEHOLD, **more}
        section.questions.all().delete()
        section.questions.create(code="house", kind=kind, **more)
        data = None if typed is None else {"a_house": typed}
        return AnswersForm(
            data,
            user=clerk,
            sections=paper_of(section.form).household,
            answers={} if stored is None else {"house": stored},
            demands=demands,
        )

    return ask


def fault(form):
    assert not form.is_valid()
    [[text]] = form.errors.values()
    return text


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        (QuestionKind.TEXT, "家中4口人", "家中4口人"),
        (QuestionKind.TEXT, "  两头空白  ", "两头空白"),
        (QuestionKind.CHOICE, "危房", "危房"),
        (QuestionKind.MULTIPLE, ["安全", "危房"], ["安全", "危房"]),
        (QuestionKind.YES_NO, "yes", True),
        (QuestionKind.YES_NO, "no", False),
        (QuestionKind.NUMBER, "3500", 3500),
        (QuestionKind.NUMBER, "３５００", 3500),
        (QuestionKind.NUMBER, "0", 0),
        (QuestionKind.NUMBER, "2.50", 2.5),
        (QuestionKind.SCORE, "15", 15),
    ],
)
def test_an_answer_is_stored_as_its_kind_asks(ask, kind, typed, answer):
    form = ask(kind, typed, options=OPTIONS)

    assert form.is_valid(), form.errors
    assert form.answers == {"house": answer}
    assert type(form.answers["house"]) is type(answer)


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_question_left_open_is_not_stored(ask, kind):
    form = ask(kind, "", options=OPTIONS)

    assert form.is_valid(), form.errors
    assert form.answers == {}


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_required_question_left_open_is_asked_for_by_its_text(ask, kind):
    form = ask(kind, "", options=OPTIONS, is_required=True)

    assert fault(form) == "请填写“住房状况”"


@pytest.mark.parametrize("kind", QuestionKind)
def test_where_households_are_called_on_the_village_part_demands_nothing(ask, kind):
    form = ask(kind, "", options=OPTIONS, is_required=True, demands=False)

    assert form.is_valid()
    assert form.fields["a_house"].help_text == "没有入户时必填"


def test_the_hint_of_the_form_stands_before_that_of_the_page(ask):
    form = ask(
        QuestionKind.TEXT, is_required=True, demands=False, help_text="写人口和产业"
    )

    assert form.fields["a_house"].help_text == "写人口和产业；没有入户时必填"


@pytest.mark.parametrize(
    ("kind", "typed", "text"),
    [
        (QuestionKind.CHOICE, "城堡", "城堡"),
        (QuestionKind.MULTIPLE, ["安全", "城堡"], "城堡"),
        (QuestionKind.YES_NO, "maybe", "maybe"),
        (QuestionKind.NUMBER, "很多", "数字"),
        (QuestionKind.NUMBER, "-1", "0"),
        (QuestionKind.NUMBER, "1.234", "2"),
        (QuestionKind.NUMBER, "NaN", "数字"),
        (QuestionKind.NUMBER, "1e99", "数字"),
        (QuestionKind.TEXT, "长" * 2001, "2000"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_named(ask, kind, typed, text):
    form = ask(kind, typed, options=OPTIONS)

    assert text in fault(form)


@pytest.mark.parametrize(("typed", "is_right"), [("20", True), ("20.5", False)])
def test_a_score_stays_within_its_maximum(ask, typed, is_right):
    form = ask(QuestionKind.SCORE, typed, max_score=20)

    assert form.is_valid() == is_right


def test_what_is_wrong_stays_in_its_box(ask):
    form = ask(QuestionKind.NUMBER, "三千五")

    assert not form.is_valid()
    assert form["a_house"].value() == "三千五"


@pytest.mark.parametrize(
    ("kind", "stored", "shown"),
    [
        (QuestionKind.TEXT, "家中4口人", "家中4口人"),
        (QuestionKind.CHOICE, "危房", "危房"),
        (QuestionKind.MULTIPLE, ["安全", "危房"], ["安全", "危房"]),
        (QuestionKind.YES_NO, True, "yes"),
        (QuestionKind.YES_NO, False, "no"),
        (QuestionKind.NUMBER, 3500, 3500),
        (QuestionKind.SCORE, 0, 0),
    ],
)
def test_a_stored_answer_is_shown_again(ask, kind, stored, shown):
    form = ask(kind, stored=stored, options=OPTIONS)

    assert form["a_house"].value() == shown


def test_no_answer_of_a_yes_or_no_is_neither(ask):
    form = ask(QuestionKind.YES_NO)

    assert form["a_house"].value() is None


def test_questions_stand_under_their_sections_in_the_order_of_the_form(section, clerk):
    form = section.form
    first = form.sections.create(code="ask", title="一问", order=0)
    section.order = 1
    section.save()
    for row, code in ((first, "b"), (first, "a"), (section, "c")):
        row.questions.create(
            code=code, text=code, kind="text", about="both", order=ord(code)
        )
    sheet = AnswersForm(user=clerk, sections=paper_of(form).village)

    rows = [(s.title, [f.name for f, _ in fields]) for s, fields in sheet.rows]

    assert rows == [("一问", ["a_a", "a_b"]), ("二看", ["a_c"])]


@pytest.mark.parametrize(
    ("about", "village", "household"),
    [
        (About.VILLAGE, 1, 0),
        (About.HOUSEHOLD, 0, 1),
        (About.BOTH, 1, 1),
    ],
)
def test_a_question_is_asked_of_whom_it_is_about(section, about, village, household):
    section.questions.create(code="q", text="问", kind="text", about=about)

    paper = paper_of(section.form)

    assert (len(paper.village), len(paper.household)) == (village, household)
    assert paper.about(About.VILLAGE) == paper.village
    assert paper.about(About.HOUSEHOLD) == paper.household


def test_a_fault_of_a_question_stands_at_its_field_or_at_the_top(ask):
    form = ask(QuestionKind.TEXT, "好")
    assert form.is_valid()

    form.blame("house", "不对")
    form.blame("gone", "表上没有“gone”这一项")

    assert form.errors == {
        "a_house": ["不对"],
        "__all__": ["表上没有“gone”这一项"],
    }


def test_a_boolean_is_no_number(section):
    question = FormQuestion(code="n", text="人口", kind=QuestionKind.NUMBER)
    section.questions.add(question, bulk=False)

    told = list(faults_in({"n": True}, paper_of(section.form).village))

    assert told == [("n", "“人口”的填法不对")]
