from django.urls import path

from .pages.views import duties, receiving, rosters

app_name = "receptions"
urlpatterns = [
    path("", receiving.reception_list, name="list"),
    path("by-person/", receiving.find_person, name="find_person"),
    path("choose/", receiving.choose, name="choose"),
    path("blank/", receiving.blank, name="blank"),
    path("blank/word/", receiving.blank_word, name="blank_word"),
    path("places/<int:pk>/add/", receiving.reception_add, name="add"),
    path("<int:pk>/", receiving.reception_detail, name="detail"),
    path("<int:pk>/edit/", receiving.reception_edit, name="edit"),
    path("<int:pk>/result/", receiving.reception_result, name="result"),
    path("<int:pk>/feedback/", receiving.reception_feedback, name="feedback"),
    path("<int:pk>/void/", receiving.reception_void, name="void"),
    path("<int:pk>/paper/", receiving.reception_print, name="print"),
    path("<int:pk>/paper/word/", receiving.reception_word, name="word"),
    path("rosters/", rosters.plan_list, name="plans"),
    path("rosters/choose/", rosters.plan_choose, name="plan_choose"),
    path("places/<int:pk>/roster/", rosters.plan_add, name="plan_add"),
    path("rosters/<int:pk>/", rosters.plan_detail, name="plan"),
    path("rosters/<int:pk>/add/", duties.duty_add, name="duty_add"),
    path("rosters/<int:pk>/publish/", rosters.plan_publish, name="publish"),
    path("rosters/<int:pk>/paper/", rosters.plan_print, name="plan_print"),
    path("rosters/<int:pk>/paper/word/", rosters.plan_word, name="plan_word"),
    path("duties/<int:pk>/", duties.duty_edit, name="duty_edit"),
    path("duties/<int:pk>/swap/", duties.duty_swap, name="duty_swap"),
    path("duties/<int:pk>/drop/", duties.duty_drop, name="duty_drop"),
    path("duties/<int:pk>/ask/", duties.swap_ask, name="swap_ask"),
    path("swaps/<int:pk>/", duties.swap, name="swap"),
    path("swaps/<int:pk>/withdraw/", duties.swap_withdraw, name="swap_withdraw"),
]
