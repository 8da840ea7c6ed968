from django.urls import path

from .pages import views

app_name = "duties"
urlpatterns = [
    path("", views.matrix, name="matrix"),
    path("mine/", views.mine, name="mine"),
    path("<int:pk>/", views.person_detail, name="person"),
    path("<int:pk>/diary/", views.book, name="book"),
    path("diary/", views.diary_list, name="diary"),
    path("diary/mine/", views.own_book, name="own_book"),
    path("diary/new/", views.write, name="write"),
    path("diary/<int:pk>/", views.entry_detail, name="entry"),
    path("diary/<int:pk>/edit/", views.entry_edit, name="edit"),
    path("diary/<int:pk>/void/", views.entry_void, name="void"),
    path("diary/<int:pk>/photo/", views.entry_photo, name="photo"),
]
