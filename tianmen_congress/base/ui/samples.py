"""Every part of a page in each of its states, on one page: for who changes their look.

Served with DEBUG alone, at /ui/samples/; what it shows is made up here.
"""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.lights import Light

from .fields import DayField
from .forms import PageForm, Row, Section
from .narrowing import ALL, Tab

LONG = "关于尽快硬化三组至村部通组公路并安装路灯、修复两座危桥的建议"
LONG_NAME = "阿依古丽·买买提·吐尔逊江"
# Days from today, by light: far over, a little, today, soon, later.
DAYS = ((Light.RED, -120), (Light.RED, -1), (Light.YELLOW, 0), (Light.YELLOW, 2))
TONES = ("grey", "blue", "green", "yellow", "red")


class SampleForm(PageForm):
    """A field of each kind; sent empty, it shows how a fault looks."""

    day = DayField(label="走访日期")
    name = forms.CharField(label="姓名", max_length=20, help_text="与身份证一致。")
    kind = forms.ChoiceField(label="方式", choices=[("a", "集体"), ("b", "联户")])
    text = forms.CharField(label="内容", widget=forms.Textarea(attrs={"rows": 3}))
    off = forms.CharField(label="不能改的", disabled=True, required=False)
    layout = (Section("基本情况", Row("day", "name", "kind"), "text", "off"),)


@require_safe
def samples(request: HttpRequest) -> HttpResponse:
    """The page; `?wrong=1` shows its form with faults."""
    data = {"day": "2017.13.40"} if "wrong" in request.GET else None
    context = {
        "form": SampleForm(data, user=request.user),
        "dues": [(light, today() + timedelta(days=n)) for light, n in DAYS],
        "paused": Light.PAUSED,
        "green": (Light.GREEN, today() + timedelta(days=30)),
        "tones": TONES,
        "pairs": [
            ("短", "是"),
            ("没有", None),
            ("零", 0),
            ("长", LONG * 3),
            ("姓名", LONG_NAME),
        ],
        "events": _events(),
        "listing": {"tabs": _tabs()},
        "numbers": [(0, "没有超期"), (12, "件待办"), (123_456, "户次")],
        "rows": [(LONG, "待评价", LONG_NAME), ("修桥", "办理中", "张三")],
    }
    return render(request, "ui/samples.html", context)


def _events() -> list[dict]:
    at = now()
    change = {"label": "联系电话", "old": "", "new": "13900000000"}
    return [
        {"at": at, "who": LONG_NAME, "what": "登记", "note": LONG, "changes": []},
        {"at": at, "who": "", "what": "修改", "changes": [change]},
    ]


def _tabs() -> list[Tab]:
    words = ("待甄别", "待梳理交办", "再次不满意待决定")
    tabs = [Tab(word, word, n * 499, "#", False) for n, word in enumerate(words)]
    return [Tab("", ALL, 1497, "#", True), *tabs]
