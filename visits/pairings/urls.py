from django.urls import path

from .pages.views import pairs, records

app_name = "pairings"
urlpatterns = [
    path("", pairs.pairing_list, name="list"),
    path("new/", pairs.pair, name="add"),
    path("deeds/", records.deed_list, name="deeds"),
    path("effects/", records.effect_list, name="effects"),
    path("<int:pk>/", pairs.pairing_detail, name="detail"),
    path("<int:pk>/plan/", pairs.pairing_plan, name="plan"),
    path("<int:pk>/end/", pairs.pairing_end, name="end"),
    path("<int:pk>/helper/", records.helper_add, name="helper_add"),
    path("<int:pk>/aids/add/", records.aid_add, name="aid_add"),
    path("<int:pk>/effects/add/", records.effect_add, name="effect_add"),
    path("<int:pk>/deeds/add/", records.deed_add, name="deed_add"),
    path("aids/<int:pk>/edit/", records.aid_edit, name="aid_edit"),
    path("aids/<int:pk>/void/", records.aid_void, name="aid_void"),
    path("effects/<int:pk>/edit/", records.effect_edit, name="effect_edit"),
    path("effects/<int:pk>/void/", records.effect_void, name="effect_void"),
    path("effects/<int:pk>/scan/", records.effect_scan, name="effect_scan"),
    path("deeds/<int:pk>/edit/", records.deed_edit, name="deed_edit"),
    path("deeds/<int:pk>/void/", records.deed_void, name="deed_void"),
    path("deeds/<int:pk>/photo/", records.deed_photo, name="deed_photo"),
]
