from django.urls import path

from .pages import views

app_name = "figures"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("<slug:slug>/", views.report, name="report"),
]
