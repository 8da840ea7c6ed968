from django.urls import path

from .pages import views

app_name = "supervision"
urlpatterns = [
    path("inspections/", views.inspection_list, name="inspection_list"),
    path("inspections/new/", views.inspection_create, name="inspection_create"),
    path("inspections/new/offline/", views.offline_inspection, name="offline"),
    path("inspections/blank/", views.blank, name="blank"),
    path("inspections/<int:pk>/", views.inspection_detail, name="inspection_detail"),
    path("inspections/<int:pk>/edit/", views.inspection_edit, name="inspection_edit"),
    path(
        "inspections/<int:pk>/print/", views.inspection_print, name="inspection_print"
    ),
    path("inspections/<int:pk>/void/", views.inspection_void, name="inspection_void"),
    path("photos/<int:pk>/", views.photo, name="photo"),
    path("findings/", views.finding_list, name="finding_list"),
    path("findings/<int:pk>/", views.finding_detail, name="finding_detail"),
    path("findings/<int:pk>/answer/", views.finding_answer, name="finding_answer"),
    path("findings/<int:pk>/recheck/", views.finding_recheck, name="finding_recheck"),
    path("teams/", views.team_list, name="team_list"),
    path("teams/new/", views.team_create, name="team_create"),
    path("teams/<int:pk>/", views.team_detail, name="team_detail"),
    path("teams/<int:pk>/edit/", views.team_edit, name="team_edit"),
]
