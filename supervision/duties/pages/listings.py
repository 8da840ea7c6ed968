"""The list of diaries."""

from django.db.models import QuerySet
from django.urls import reverse

from supervision.duties.models import DiaryEntry
from supervision.duties.pages.filters import DiaryFilters
from supervision.duties.pages.tables import DiaryTable
from supervision.duties.queries.diary import entries
from tianmen_congress.base.ui.listing import Button, Listing


class DiaryListing(Listing):
    title = noun = "履职日志"
    table_class, filters = DiaryTable, DiaryFilters
    is_of_campaign = True
    empty_text = (
        "还没有履职日志。代表用手机自己记，联络员和主席团（联络处）按手册代录。"
    )
    elsewhere = "作废的日志请在“记录方式”中选择“已作废”。"

    def rows(self) -> QuerySet[DiaryEntry]:
        rows = entries(user=self.user).select_related("recorded_by")
        return rows if self.query.get("how") == "void" else rows.standing()

    def buttons(self) -> list[Button]:
        return [Button("记日志", reverse("duties:write"), is_main=True)]
