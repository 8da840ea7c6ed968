from django.urls import path

from .pages import views

app_name = "places"
urlpatterns = [
    path("places/", views.place_list, name="list"),
    path("places/add/", views.place_add, name="add"),
    path("places/photos/", views.photo_wall, name="photos"),
    path("places/townships/<int:pk>/make/", views.make, name="make"),
    path("places/<int:pk>/", views.place_detail, name="detail"),
    path("places/<int:pk>/edit/", views.place_edit, name="edit"),
    path("places/<int:pk>/close/", views.place_close, name="close"),
    path("places/<int:pk>/findings/add/", views.finding_add, name="finding_add"),
    path("places/<int:pk>/wall/", views.wall, name="wall"),
    path("places/<int:pk>/wall.docx", views.wall_word, name="wall_word"),
    path("places/findings/<int:pk>/photo/", views.finding_photo, name="photo"),
]
