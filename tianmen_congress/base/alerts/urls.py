from django.urls import path

from .pages import views

app_name = "alerts"
urlpatterns = [
    path("", views.alert_list, name="list"),
    path("<int:pk>/open/", views.alert_open, name="open"),
    path("read-all/", views.alert_read_all, name="read_all"),
    path("outgoing/", views.outgoing_list, name="outgoing"),
    path("addresses/", views.address_list, name="addresses"),
    path("addresses/<slug:channel>/", views.address_set, name="address_set"),
    path(
        "addresses/<slug:channel>/confirm/",
        views.address_confirm,
        name="address_confirm",
    ),
    path("addresses/<slug:channel>/again/", views.address_again, name="address_again"),
    path(
        "addresses/<slug:channel>/remove/", views.address_remove, name="address_remove"
    ),
]
