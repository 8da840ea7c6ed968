from django.urls import path

from .pages import views

app_name = "activities"
urlpatterns = [
    path("activities/", views.activity_list, name="list"),
    path("attendances/", views.attendance_list, name="attendances"),
    path("activities/calendar/", views.calendar, name="calendar"),
    path("activities/add/", views.activity_choose, name="choose"),
    path("<int:pk>/activities/add/", views.activity_add, name="add"),
    path("activities/<int:pk>/", views.activity_detail, name="detail"),
    path("activities/<int:pk>/edit/", views.activity_edit, name="edit"),
    path("activities/<int:pk>/cancel/", views.activity_cancel, name="cancel"),
    path("activities/<int:pk>/photos/add/", views.photo_add, name="photo_add"),
    path("activities/<int:pk>/sign/", views.sign_in, name="sign"),
    path("activities/<int:pk>/print/<slug:slug>/", views.paper_print, name="print"),
    path("activities/<int:pk>/word/<slug:slug>/", views.paper_word, name="word"),
    path("photos/<int:pk>/", views.photo, name="photo"),
]
