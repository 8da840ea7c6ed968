from django.conf import settings
from django.urls import path

from . import lookups, offline, samples, views

app_name = "ui"
urlpatterns = [
    path("choices/<slug:name>/", lookups.choices, name="choices"),
    path("no-server/", offline.no_server, name="no_server"),
    path("columns/", views.choose_columns, name="columns"),
    path("searches/", views.save_search, name="save_search"),
    path("searches/<int:pk>/drop/", views.drop_search, name="drop_search"),
]
if settings.DEBUG:
    urlpatterns.append(path("samples/", samples.samples, name="samples"))
