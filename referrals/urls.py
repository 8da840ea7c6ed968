from django.urls import path

from referrals.views import lists, records

app_name = "referrals"
urlpatterns = [
    path("", lists.opinion_list, name="list"),
    path("bulk-<slug:name>/", lists.bulk_move, name="bulk"),
    path("inbox/", lists.inbox, name="inbox"),
    path("inbox/bulk-<slug:name>/", lists.inbox_bulk_move, name="inbox_bulk"),
    path("new/", records.opinion_create, name="create"),
    path("<int:pk>/", records.opinion_detail, name="detail"),
    path("<int:pk>/edit/", records.opinion_revise, name="revise"),
    path("<int:pk>/print/", records.opinion_print, name="print"),
    path("<int:pk>/<slug:name>/", records.opinion_move, name="move"),
    path("files/<int:pk>/", records.attachment, name="attachment"),
]
