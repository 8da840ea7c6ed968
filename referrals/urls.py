from django.urls import path

from referrals.pages.views import (
    conferences,
    handlers,
    lists,
    papers,
    recalls,
    records,
    signing,
)

app_name = "referrals"
urlpatterns = [
    path("", lists.opinion_list, name="list"),
    path("bulk-<slug:name>/", lists.bulk_move, name="bulk"),
    path("inbox/", lists.inbox, name="inbox"),
    path("inbox/bulk-<slug:name>/", lists.inbox_bulk_move, name="inbox_bulk"),
    path("new/", records.opinion_create, name="create"),
    path("alike/", records.opinion_alike, name="alike"),
    path("<int:pk>/", records.opinion_detail, name="detail"),
    path("<int:pk>/edit/", records.opinion_revise, name="revise"),
    path("<int:pk>/print/", records.opinion_print, name="print"),
    path("<int:pk>/<slug:name>/", records.opinion_move, name="move"),
    path("conferences/", conferences.conference_list, name="conferences"),
    path("conferences/new/", conferences.conference_create, name="conference_create"),
    path("conferences/<int:pk>/", conferences.conference_detail, name="conference"),
    path(
        "conferences/<int:pk>/edit/",
        conferences.conference_edit,
        name="conference_edit",
    ),
    path("conferences/<int:pk>/decisions/", conferences.decisions, name="decisions"),
    path("conferences/<int:pk>/attendance/", conferences.attendance, name="attendance"),
    path("conferences/<int:pk>/hand-over/", conferences.hand_over, name="hand_over"),
    path(
        "conferences/<int:pk>/pack.xlsx",
        conferences.pack_workbook,
        name="pack_workbook",
    ),
    path(
        "conferences/<int:pk>/<slug:slug>.docx",
        papers.conference_word,
        name="conference_word",
    ),
    path(
        "conferences/<int:pk>/papers/<slug:slug>/",
        papers.conference_print,
        name="conference_print",
    ),
    path("recalls/", recalls.recall_list, name="recalls"),
    path("recalls/<int:pk>/", recalls.recall_print, name="recall"),
    path("recalls/<int:pk>.docx", recalls.recall_word, name="recall_word"),
    path("units/", handlers.unit_list, name="units"),
    path("units/new/", handlers.unit_create, name="unit_create"),
    path("units/<int:pk>/", handlers.unit_detail, name="unit"),
    path("units/<int:pk>/edit/", handlers.unit_edit, name="unit_edit"),
    path("papers/<slug:slug>/", papers.report_print, name="report_print"),
    path("papers/<slug:slug>.docx", papers.report_word, name="report_word"),
    path("<int:pk>/papers/<slug:slug>/", papers.paper_print, name="paper_print"),
    path("<int:pk>/papers/<slug:slug>.docx", papers.paper_word, name="paper_word"),
    path("co-signing/<int:pk>/", signing.co_signing, name="co_signing"),
    path("files/<int:pk>/", records.attachment, name="attachment"),
]
