from django.urls import path

from .pages import views

app_name = "manual"
urlpatterns = [
    path("", views.home, name="home"),
    path("states/", views.states, name="states"),
    path("figures/", views.figures, name="figures"),
    path("keys/", views.keys, name="keys"),
    path("questions/", views.questions, name="questions"),
    path("news/", views.news, name="news"),
    path("news/read/", views.read_news, name="read_news"),
    path("<slug:slug>/", views.chapter, name="chapter"),
]
