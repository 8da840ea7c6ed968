"""The line of stages: where every state stands, and that the way only goes on."""

import pytest
from django.urls import reverse

from referrals.enums import ENDED, Level, State
from referrals.models import Opinion
from referrals.shown.stages import LegState, way_of

LOCAL = ["收集", "甄别", "梳理交办", "办理", "答复", "反馈", "评价", "办结"]
CITY = [*LOCAL[:3], "提请", "受理", "联席会议", "交办签收", *LOCAL[3:]]


def told(state, level=""):
    way = way_of(Opinion(state=state, level=level))
    marks = {
        LegState.DONE: "✓",
        LegState.NOW: "*",
        LegState.LATER: "",
        LegState.ENDED: "x",
    }
    return " ".join(stage.label + marks[stage.place] for stage in way.stages)


def test_where_each_open_state_stands():
    local = {
        state: way_of(Opinion(state=state, level=Level.TOWNSHIP)).in_words
        for state in (
            "draft",
            "screening",
            "triage",
            "handling",
            "answered",
            "fed_back",
            "deciding",
            "evaluated",
            "closed",
        )
    }
    city = {
        state: way_of(Opinion(state=state, level=Level.CITY)).in_words
        for state in (
            "to_submit",
            "submitted",
            "accepted",
            "agenda",
            "assigned",
            "processing",
            "reported",
            "answered",
            "fed_back",
            "deciding",
            "evaluated",
        )
    }

    assert local == {
        "draft": "第1步 收集，共8步",
        "screening": "第2步 甄别，共8步",
        "triage": "第3步 梳理交办，共8步",
        "handling": "第4步 办理，共8步",
        "answered": "第6步 反馈，共8步",
        "fed_back": "第7步 评价，共8步",
        "deciding": "第7步 评价，共8步",
        "evaluated": "第8步 办结，共8步",
        "closed": "第8步 办结，共8步",
    }
    assert city == {
        "to_submit": "第4步 提请，共12步",
        "submitted": "第5步 受理，共12步",
        "accepted": "第6步 联席会议，共12步",
        "agenda": "第6步 联席会议，共12步",
        "assigned": "第7步 交办签收，共12步",
        "processing": "第8步 办理，共12步",
        "reported": "第8步 办理，共12步",
        "answered": "第10步 反馈，共12步",
        "fed_back": "第11步 评价，共12步",
        "deciding": "第11步 评价，共12步",
        "evaluated": "第12步 办结，共12步",
    }
    assert set(local) | set(city) == {s for s in State if s not in ENDED} | {"closed"}


def test_what_is_done_is_marked_and_what_is_to_come_is_not():
    assert told("handling") == "收集✓ 甄别✓ 梳理交办✓ 办理* 答复 反馈 评价 办结"
    assert told("closed", "village") == " ".join(f"{label}✓" for label in LOCAL)
    assert told("closed", "province") == " ".join(f"{label}✓" for label in CITY)


@pytest.mark.parametrize("state", [s for s in ENDED if s != State.CLOSED])
def test_what_ended_otherwise_stops_there(state):
    assert told(state) == f"收集✓ {state.label}x"


@pytest.mark.django_db
def test_the_page_shows_where_it_is(way, client):
    opinion = way.to(State.PROCESSING)
    client.force_login(way.unit)

    page = client.get(opinion.get_absolute_url()).content.decode()

    assert 'aria-label="办理进度：第8步 办理，共12步"' in page
    assert page.count('aria-current="step"') == 1
    printed = client.get(reverse("referrals:print", args=[opinion.pk]))
    assert "办理进度" not in printed.content.decode()
