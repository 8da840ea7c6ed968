from django.urls import path

from .pages import views

app_name = "poverty"
urlpatterns = [
    path("households/", views.household_list, name="household_list"),
    path("households/new/", views.household_create, name="household_create"),
    path("households/roster/", views.roster_export, name="roster_export"),
    path("households/by-number/", views.find_by_number, name="find_by_number"),
    path("households/by-person/", views.find_person, name="find_person"),
    path("households/<int:pk>/", views.household_detail, name="household_detail"),
    path("households/<int:pk>/edit/", views.household_edit, name="household_edit"),
    path("households/<int:pk>/numbers/", views.household_numbers, name="numbers"),
    *(
        path(
            f"households/<int:pk>/{step}/",
            views.household_step,
            {"step": step},
            name=f"household_{step}",
        )
        for step in views.STEPS
    ),
    path("villages/", views.village_list, name="village_list"),
    path("villages/new/", views.village_create, name="village_create"),
    path("villages/<int:pk>/", views.village_detail, name="village_detail"),
    path("villages/<int:pk>/edit/", views.village_edit, name="village_edit"),
]
