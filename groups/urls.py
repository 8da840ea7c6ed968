from django.urls import path

from .pages import forms
from .pages.views import groups

app_name = "groups"
urlpatterns = [
    path("", groups.group_list, name="list"),
    path("add/", groups.group_add, name="add"),
    path("townships/<int:pk>/", groups.township_groups, name="township"),
    path("townships/<int:pk>/assign/", groups.village_assign, name="assign"),
    path("<int:pk>/", groups.group_detail, name="detail"),
    path("<int:pk>/edit/", groups.group_edit, name="edit"),
    path(
        "<int:pk>/dissolve/",
        groups.group_step,
        {"form_class": forms.DissolveForm},
        name="dissolve",
    ),
    path(
        "<int:pk>/members/add/",
        groups.group_step,
        {"form_class": forms.MemberForm},
        name="member_add",
    ),
    path(
        "memberships/<int:pk>/offices/",
        groups.membership_step,
        {"form_class": forms.OfficesForm},
        name="membership_offices",
    ),
    path(
        "memberships/<int:pk>/end/",
        groups.membership_step,
        {"form_class": forms.EndMembershipForm},
        name="membership_end",
    ),
    path(
        "<int:pk>/villages/add/",
        groups.group_step,
        {"form_class": forms.LinkForm},
        name="link_add",
    ),
    path(
        "villages/<int:pk>/end/",
        groups.link_step,
        {"form_class": forms.EndLinkForm},
        name="link_end",
    ),
    path(
        "villages/<int:pk>/move/",
        groups.link_step,
        {"form_class": forms.MoveLinkForm},
        name="link_move",
    ),
    path("<int:pk>/teams/add/", groups.team_add, name="team_add"),
    path(
        "teams/<int:pk>/edit/",
        groups.team_step,
        {"form_class": forms.TeamForm},
        name="team_edit",
    ),
    path(
        "teams/<int:pk>/retire/",
        groups.team_step,
        {"form_class": forms.RetireForm},
        name="team_retire",
    ),
]
