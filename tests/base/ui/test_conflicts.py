"""Saved meanwhile by somebody else: one way to tell, for every form there is."""

from django import forms
from django.template.loader import render_to_string
from django.urls import get_resolver

from groups.models import DeputyGroup
from referrals.pages.forms.moves import MoveForm
from tests.test_architecture import DOMAIN, ROOT, sources, templates
from tianmen_congress.base.ui.conflicts import SAVED_ALIKE, SAVED_MEANWHILE, Contested


def under(kind):
    for each in kind.__subclasses__():
        yield each
        yield from under(each)


def own_forms():
    """Every form of the product; the addresses have loaded them all."""
    assert get_resolver().url_patterns
    rooms = {*DOMAIN, "tianmen_congress"}
    forms_there = set(under(forms.BaseForm))
    return [kind for kind in forms_there if kind.__module__.split(".")[0] in rooms]


def knows_a_version(kind):
    """It carries what its page showed, or changes a row that counts its changes."""
    model = getattr(getattr(kind, "_meta", None), "model", None)
    columns = {field.name for field in model._meta.fields} if model else set()
    return "version" in columns or {"version", "seen"} & set(kind.base_fields)


def blind_ones(kinds):
    return {
        kind.__qualname__
        for kind in kinds
        if knows_a_version(kind) and not issubclass(kind, Contested)
    }


class Loose(forms.ModelForm):
    class Meta:
        model = DeputyGroup
        fields = ["name"]


def test_every_form_of_what_others_change_too_tells_it_in_the_one_way():
    kinds = [kind for kind in own_forms() if hasattr(kind, "base_fields")]

    assert blind_ones(kinds) == set()
    assert len([kind for kind in kinds if issubclass(kind, Contested)]) >= 20
    assert issubclass(MoveForm, Contested)


def test_a_form_that_tells_it_in_no_way_is_found():
    assert blind_ones([Loose]) == {"Loose"}


def test_there_is_one_page_of_it():
    pages = {
        path.relative_to(ROOT).as_posix()
        for path in templates()
        if 'class="conflict"' in path.read_text(encoding="utf-8")
    }

    assert pages == {"templates/ui/_conflict.html"}


def test_there_is_one_wording_of_it_and_one_of_steps():
    told = {
        path.relative_to(ROOT).as_posix()
        for path in sources(rooms=[*DOMAIN, "tianmen_congress"])
        if "您打开之后，别人" in path.read_text(encoding="utf-8")
    }

    assert told == {
        "tianmen_congress/base/ui/conflicts.py",
        "referrals/workflow/types.py",
    }


class NoteForm(Contested, forms.Form):
    note = forms.CharField(label="备注")


def sent(note, *, stored):
    form = NoteForm({"note": note, "version": "1"})
    assert form.is_valid()
    line = form.difference("note", stored)
    form.saved_meanwhile([line] if line else [], seen={"version": 2})
    return form


def test_both_texts_are_told_and_what_is_stored_counts_as_seen():
    form = sent("我的", stored="别人的")

    assert form.non_field_errors() == [SAVED_MEANWHILE]
    (line,) = form.conflicts
    assert (line.label, line.theirs, line.mine) == ("备注", "别人的", "我的")
    assert form.data == {"note": "我的", "version": 2}


def test_texts_alike_are_said_to_be_alike():
    form = sent("一样", stored="一样")

    assert form.non_field_errors() == [SAVED_ALIKE]
    assert form.conflicts == []


class StepForm(Contested, forms.Form):
    """A template that asks a form for a name gets the box where one is called so."""

    since = forms.CharField(label="任职起", required=False)
    rows = forms.CharField(label="行数", required=False)
    note = forms.CharField(label="备注")


def test_boxes_called_as_the_page_calls_its_own_do_not_hide_the_texts():
    form = StepForm({"note": "我的", "version": "1"})
    assert form.is_valid()
    form.saved_meanwhile([form.difference("note", "别人的")], seen={"version": 2})

    told = render_to_string("ui/_conflict.html", {"form": form})

    assert [word in told for word in ("别人的", "我的", "办理的事项")] == [
        True,
        True,
        False,
    ]


def test_no_form_has_a_box_with_a_name_that_the_page_keeps_for_itself():
    kept = {"conflicts", "steps_since", "contested", "told"}
    contested = [kind for kind in own_forms() if issubclass(kind, Contested)]

    assert len(contested) > 10
    named = {kind: set(getattr(kind, "base_fields", ())) for kind in contested}
    assert [kind for kind, names in named.items() if names & kept] == []
