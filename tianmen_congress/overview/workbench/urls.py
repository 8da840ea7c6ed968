from django.urls import path

from .pages import situation, views

app_name = "workbench"
urlpatterns = [
    path("", views.home, name="home"),
    path("mine/", views.mine, name="mine"),
    path("search/", views.search_all, name="search"),
    path("situation/", situation.situation, name="situation"),
]
