"""Signing in and out, changing a password, the first account of an empty system."""

from django.contrib import messages
from django.contrib.auth import login, views
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods

from tianmen_congress.base.accounts import setup
from tianmen_congress.base.accounts.enums import ROLE_ORDER
from tianmen_congress.base.accounts.models import User

from .forms import ChangePasswordForm, FirstAccountForm, SignInForm


class SignIn(views.LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        # unscoped: the demo's accounts are printed on its sign-in page
        demo = User.objects.filter(is_demo=True, is_active=True)
        users = sorted(demo.prefetch_related("posts__organ"), key=_by_role)
        context = {
            "demo_users": users,
            "is_empty": setup.is_needed(),
            "is_unsaved": "unsaved" in self.request.GET,
            "is_activated": "activated" in self.request.GET,
        }
        return super().get_context_data(**kwargs) | context


def _by_role(user: User) -> int:
    return min((ROLE_ORDER.index(post.role) for post in user.posts.all()), default=99)


class ChangePassword(views.PasswordChangeView):
    template_name = "accounts/change_password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("workbench:home")

    def form_valid(self, form):
        messages.success(self.request, "密码已修改，请牢记新密码。")
        return super().form_valid(form)


sign_in = SignIn.as_view()
sign_out = views.LogoutView.as_view(next_page="accounts:sign_in")
change_password = ChangePassword.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
def first_steps(request):
    """Make the first account of a system that has none, for who can read its server."""
    if not setup.is_needed():
        return redirect("workbench:home")
    setup.write_code()
    form = FirstAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.save(), backend=setup.BACKEND)
        return redirect("workbench:home")
    return render(request, "accounts/first_steps.html", {"form": form})
