from django.urls import path

from .pages.views import before, entry, lists, paper, records

app_name = "visits"
urlpatterns = [
    path("", lists.visit_list, name="list"),
    path("calls/", lists.call_list, name="calls"),
    path("villages/", lists.village_list, name="villages"),
    path("households/", lists.household_list, name="households"),
    path("new/", entry.visit_create, name="create"),
    path("new/offline/", entry.offline_entry, name="offline"),
    path("new/choices/", entry.choices, name="choices"),
    path("new/doubts/", entry.doubts, name="doubts"),
    path("new/phrases/", before.phrases, name="phrases"),
    path("new/last-answers/", before.last_answers, name="last_answers"),
    path("blank/", paper.blank, name="blank"),
    path("<int:pk>/", records.visit_detail, name="detail"),
    path("<int:pk>/edit/", entry.visit_edit, name="edit"),
    path("<int:pk>/void/", records.visit_void, name="void"),
    path("<int:pk>/join/", records.visit_join, name="join"),
    path("<int:pk>/print/", records.visit_print, name="print"),
    path("photos/<int:pk>/", records.photo, name="photo"),
]
