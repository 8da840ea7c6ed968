from django.urls import path

from .pages import views

app_name = "workbooks"
urlpatterns = [
    path("", views.batch_list, name="list"),
    path("new/", views.create, name="create"),
    path("templates/<slug:slug>/", views.template, name="template"),
    path("questions/", views.question_list, name="questions"),
    path("questions/answer/", views.answer, name="answer"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/file/", views.original, name="file"),
    path("<int:pk>/write/", views.write, name="write"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/undo/", views.undo, name="undo"),
]
