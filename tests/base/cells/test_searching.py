"""One form of a text, whoever asks: in Python what was typed, in SQL what is stored."""

import pytest
from django.db.models import Value

from deputies.models import Person
from deputies.queries import search_people
from poverty.queries import search_households
from tests.factories.deputies import PersonFactory
from tests.factories.poverty import HouseholdFactory
from tianmen_congress.base.cells import Normal, holds, normal
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.overview.workbench.search import search

DOTTED = [f"吾布力{dot}买买提" for dot in "·•・‧∙●⋅．.･"]
WRITTEN = {
    "李 伟": "李伟",
    "李　伟": "李伟",
    "李\u00a0伟\u200b": "李伟",
    "\uff21\uff22\uff23１２３": "abc123",
    "\uff21．B": "ab",
    "〔2017〕渔薪012号": "〔2017〕渔薪012号",
    "（一）": "(一)",
    "\t 李\n伟 ": "李伟",
    "·": "",
    **dict.fromkeys(DOTTED, "吾布力买买提"),
}


@pytest.mark.parametrize(("written", "asked"), WRITTEN.items())
def test_spaces_width_dots_and_capitals_make_no_difference(written, asked):
    assert normal(written) == asked


@pytest.mark.django_db
def test_the_database_sees_what_is_stored_as_python_what_is_asked(tianmen):
    texts = [*WRITTEN, "Ünal Ǆ", "ﬁn", "㈱", "①②", "ß"]

    rows = Division.objects.filter(pk=tianmen.pk)
    read = {text: rows.values_list(Normal(Value(text))).get()[0] for text in texts}

    assert read == {text: normal(text) for text in texts}


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [*DOTTED, "吾布力买买提", "吾布力 · 买买提", "力•买"])
def test_a_name_is_found_with_any_dot_and_with_none(office, asked):
    person = PersonFactory(name="吾布力·买买提")
    PersonFactory(name="吾布力江")

    assert list(search_people(user=office, text=asked)) == [person]


@pytest.mark.django_db
def test_a_name_stored_with_spaces_is_found_without_and_with_others(office):
    """Whatever way a row came in, it is found."""
    person = PersonFactory(name="李　伟")
    household = HouseholdFactory(head_name="付 国华")

    for asked in ("李伟", "李 伟"):
        assert list(search_people(user=office, text=asked)) == [person]
    for asked in ("付国", "付　国华"):
        assert list(search_households(user=office, text=asked)) == [household]


@pytest.mark.django_db
def test_the_search_over_everything_reads_full_width_letters(office, tianmen):
    person = PersonFactory(name="李伟")

    found = search(user=office, text="\uff2c\uff37")

    assert [list(part.rows) for part in found if part.kind == "person"] == [[person]]


@pytest.mark.django_db
def test_a_text_copied_from_a_page_of_signs_is_found(office):
    """Some files write 人 and 用 as the radicals ⼈ and ⽤; names keep them."""
    person = PersonFactory(name="⼈⽤李伟")

    for asked in ("人用", "用李", "李伟", "⽤李伟"):
        assert list(Person.objects.filter(holds("name", asked))) == [person]


@pytest.mark.django_db
def test_a_sign_of_a_pattern_is_a_letter_like_others(office):
    PersonFactory(name="李伟")

    assert not Person.objects.filter(holds("name", "%")).exists()
    assert not Person.objects.filter(holds("name", "李_")).exists()
    assert Person.objects.filter(holds("name", "李")).exists()
