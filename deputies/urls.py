from django.urls import path

from .pages import forms, views

app_name = "deputies"
urlpatterns = [
    path("", views.person_list, name="list"),
    path("roster/", views.roster, name="roster"),
    path("add/", views.person_add, name="add"),
    path("<int:pk>/", views.person_detail, name="detail"),
    path("<int:pk>/edit/", views.person_edit, name="edit"),
    path("<int:pk>/account/", views.person_account, name="account"),
    path("<int:pk>/mandates/add/", views.mandate_add, name="mandate_add"),
    path("mandates/<int:pk>/edit/", views.mandate_edit, name="mandate_edit"),
    path(
        "mandates/<int:pk>/end/",
        views.mandate_step,
        {"step": forms.EndForm},
        name="mandate_end",
    ),
    path(
        "mandates/<int:pk>/suspend/",
        views.mandate_step,
        {"step": forms.SuspendForm},
        name="mandate_suspend",
    ),
    path(
        "mandates/<int:pk>/resume/",
        views.mandate_step,
        {"step": forms.ResumeForm},
        name="mandate_resume",
    ),
    path("matches/", views.match_list, name="matches"),
    path(
        "matches/<int:pk>/same/",
        views.match_decide,
        {"step": forms.SameForm},
        name="match_same",
    ),
    path(
        "matches/<int:pk>/different/",
        views.match_decide,
        {"step": forms.DifferentForm},
        name="match_different",
    ),
]
