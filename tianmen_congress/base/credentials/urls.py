from django.urls import path

from .pages import views

app_name = "credentials"
urlpatterns = [
    path("activate/", views.activate, name="activate"),
    path("codes/", views.code_list, name="codes"),
    path("codes/seen/", views.seen, name="seen"),
    path("codes/ask/<int:pk>/", views.code_ask, name="ask"),
    path("codes/<int:pk>/second/", views.code_second, name="second"),
    path("new/", views.account_new, name="account_new"),
    path("officers/", views.officers, name="officers"),
    path("proposals/", views.proposal_list, name="proposals"),
    path("proposals/new/", views.proposal_new, name="proposal_new"),
    path("proposals/<int:pk>/", views.proposal_detail, name="proposal"),
    path(
        "proposals/<int:pk>/account/", views.proposal_account, name="proposal_account"
    ),
    path("proposals/<int:pk>/post/", views.proposal_post, name="proposal_post"),
    path("proposals/<int:pk>/close/", views.proposal_close, name="proposal_close"),
]
