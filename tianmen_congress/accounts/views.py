"""Signing in and out."""

from django.contrib.auth import views as auth
from django.http import HttpResponse

sign_in = auth.LoginView.as_view(template_name="accounts/sign_in.html")
sign_out = auth.LogoutView.as_view()
change_password = auth.PasswordChangeView.as_view(
    template_name="accounts/change_password.html", success_url="/"
)


def first_steps(request):
    return HttpResponse("")
