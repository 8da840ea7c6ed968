"""The search form of the list of diaries."""

from supervision.duties.models import DiaryEntry
from tianmen_congress.base.ui import filters

HOW = [("own", "本人记录"), ("on_behalf", "代录"), ("void", "已作废")]


class DiaryFilters(filters.RecordFilters):
    day, day_label = "day", "日期"

    q = filters.SearchFilter(columns=("text", "person__name"), label="姓名或内容")
    group = filters.LookupFilter(lookup="groups-seen", label="代表小组")
    person = filters.LookupFilter(lookup="people", label="代表")
    how = filters.ChoiceFilter(choices=HOW, label="记录方式", method="by_how")

    class Meta:
        model = DiaryEntry
        fields = [
            "q",
            "township",
            "group",
            "since",
            "until",
            "person",
            "how",
            "campaign",
        ]

    def by_how(self, rows, name: str, value: str):
        if value == "void":
            return rows.exclude(voided_at=None)
        return rows.filter(is_on_behalf=value == "on_behalf")
