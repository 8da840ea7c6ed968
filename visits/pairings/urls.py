from django.urls import path

from .pages import views

app_name = "pairings"
urlpatterns = [
    path("", views.pairing_list, name="list"),
    path("new/", views.pair, name="add"),
    path("<int:pk>/", views.pairing_detail, name="detail"),
    path("<int:pk>/plan/", views.pairing_plan, name="plan"),
    path("<int:pk>/end/", views.pairing_end, name="end"),
]
