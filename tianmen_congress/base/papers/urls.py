from django.urls import path

from .pages import views

app_name = "papers"
urlpatterns = [
    path("", views.template_list, name="list"),
    path("<slug:slug>.docx", views.template_download, name="download"),
    path("<slug:slug>/", views.template_replace, name="replace"),
    path("<slug:slug>/restore/", views.template_restore, name="restore"),
    path("versions/<int:pk>.docx", views.version_download, name="version"),
    path("versions/<int:pk>/use/", views.version_use, name="use"),
]
