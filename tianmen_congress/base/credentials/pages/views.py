"""Pages of codes and proposals. A half is shown by the answer to a POST, once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from tianmen_congress.base.accounts.enums import OFFICER_ROLES, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.credentials import actions, queries, rules
from tianmen_congress.base.credentials.models import AccountCode, Proposal
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page

from . import forms

CARRIERS = (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)


@sensitive_post_parameters()
@never_cache
@form_page
def activate(request):
    """Where the owner of an account sets his password with both halves of a code."""
    form = forms.ActivateForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(f"{reverse('accounts:sign_in')}?activated=1")
    return render(request, "credentials/activate.html", {"form": form})


@require_safe
@for_roles(*OFFICER_ROLES)
def code_list(request):
    context = {
        "to_give": queries.codes_to_give(user=request.user),
        "asked": queries.codes_asked(user=request.user),
        "to_help": queries.accounts_to_help(user=request.user),
        "makes_accounts": request.user.has_role(Role.SYSADMIN),
    }
    return render(request, "credentials/code_list.html", context)


@never_cache
@form_page
@for_roles(*OFFICER_ROLES)
def code_ask(request, pk):
    # unscoped: whose code may be asked for is demanded next
    account = get_object_or_404(User, pk=pk)
    demand(
        rules.may_ask(request.user, account),
        "这个账号的启用码由系统管理员申请；本人不能为自己申请。",
    )
    form = forms.AskForm(request.POST or None, user=request.user, account=account)
    context = {
        "title": f"为“{account}”申请启用码",
        "account": account,
        "question": "申请后，原密码和正在使用的登录同时失效，本人用启用码重新设置密码后"
        "才能登录。确定申请吗？",
        "act_label": "申请启用码，显示前半段",
        "cancel_url": reverse("credentials:codes"),
    }
    return _half_page(request, form, context)


@never_cache
@form_page
@for_roles(*OFFICER_ROLES)
def code_second(request, pk):
    # unscoped: who may give its half is demanded next
    code = get_object_or_404(AccountCode.objects.select_related("account"), pk=pk)
    demand(
        rules.may_give_second(request.user, code),
        "后半段由没有提出申请的管理员发放，也不能发给自己。",
    )
    form = forms.SecondForm(request.POST or None, user=request.user, code=code)
    context = {
        "title": f"发放“{code.account}”启用码的后半段",
        "account": code.account,
        "code": code,
        "question": "请先确认确是本人需要：后半段只显示这一次，请当面或打电话告诉本人。",
        "act_label": "显示后半段",
        "cancel_url": reverse("credentials:codes"),
    }
    return _half_page(request, form, context)


def _half_page(request: HttpRequest, form, context: dict) -> HttpResponse:
    """The question, and after it the half: neither address nor session ever holds it."""
    if request.method == "POST" and form.done():
        return render(request, "credentials/half.html", {"given": form.given})
    return render(request, "credentials/ask.html", context | {"form": form})


@never_cache
@form_page
@for_roles(Role.SYSADMIN)
def account_new(request):
    return _account_page(request, None)


def _account_page(request: HttpRequest, proposal: Proposal | None) -> HttpResponse:
    form = forms.AccountForm(request.POST or None, user=request.user, proposal=proposal)
    context = {
        "title": "建立账号",
        "question": "账号建立后没有密码，也没有岗位：启用码前半段显示给您，后半段由另一位"
        "管理员发放；岗位由安全管理员给予。",
        "act_label": "建立账号，显示前半段",
        "proposal": proposal,
        "cancel_url": reverse("credentials:proposals"),
    }
    return _half_page(request, form, context)


@never_cache
@form_page
@for_roles(Role.OFFICE)
def officers(request):
    demand(
        rules.may_name_officers(request.user),
        "三员已经指定。账号由系统管理员建立，岗位由安全管理员给予，请在“账号申请”中提出。",
    )
    form = forms.OfficerForm(request.POST or None, user=request.user)
    context = {
        "title": "指定三员",
        "is_naming": True,
        "act_label": "指定，显示启用码前半段",
        "cancel_url": reverse("workbench:home"),
    }
    return _half_page(request, form, context)


@require_POST
def seen(request):
    actions.acknowledge(by=request.user)
    return redirect("workbench:home")


@require_safe
@for_roles(*CARRIERS)
def proposal_list(request):
    rows = Proposal.objects.visible_to(request.user)
    rows = rows.select_related("organ", "by", "account")
    context = {
        "open": rows.open(),
        "done": rows.exclude(pk__in=rows.open().values("pk"))[:30],
        "proposes": request.user.has_role(Role.OFFICE),
        "makes_accounts": request.user.has_role(Role.SYSADMIN),
    }
    return render(request, "credentials/proposal_list.html", context)


@form_page
@for_roles(Role.OFFICE)
def proposal_new(request):
    form = forms.ProposalForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.done():
        messages.success(request, "已提出，等待管理员办理。")
        return redirect(form.proposal)
    context = {
        "form": form,
        "title": "提出账号和岗位",
        "intro": "机关只提出，不建立：账号由系统管理员建立，岗位由安全管理员给予。",
        "save_label": "提出",
        "cancel_url": reverse("credentials:proposals"),
    }
    return render(request, "ui/form.html", context)


@require_safe
@for_roles(*CARRIERS)
def proposal_detail(request, pk):
    proposal = _proposal(request, pk)
    context = {
        "proposal": proposal,
        "makes": rules.may_make_account(request.user, proposal),
        "gives": rules.may_give_post(request.user, proposal),
        "closes": rules.may_close(request.user, proposal),
    }
    return render(request, "credentials/proposal.html", context)


def _proposal(request: HttpRequest, pk: int) -> Proposal:
    rows = Proposal.objects.visible_to(request.user)
    rows = rows.select_related("organ", "by", "account", "closed_by")
    return rows.get_visible(request.user, pk=pk)


@never_cache
@form_page
@for_roles(Role.SYSADMIN)
def proposal_account(request, pk):
    proposal = _proposal(request, pk)
    demand(
        rules.may_make_account(request.user, proposal),
        f"这件申请{proposal.state}，不用再建立账号。",
    )
    return _account_page(request, proposal)


@form_page
@for_roles(Role.SECADMIN)
def proposal_post(request, pk):
    proposal = _proposal(request, pk)
    demand(
        rules.may_give_post(request.user, proposal),
        f"这件申请{proposal.state}，现在不能给予岗位；也不能给自己岗位。",
    )
    form = forms.GiveForm(request.POST or None, user=request.user, proposal=proposal)
    if request.method == "POST" and form.done():
        messages.success(request, f"已给予岗位：{proposal.post_in_words}。")
        return redirect(proposal)
    context = {
        "form": form,
        "title": f"给予岗位：{proposal.name}",
        "summary": _in_words(proposal),
        "question": f"确定给予“{proposal.name}”（{proposal.username}）这个岗位吗？",
        "act_label": "给予岗位",
        "cancel_url": proposal.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _in_words(proposal: Proposal) -> list[tuple[str, object]]:
    return [
        ("姓名", proposal.name),
        ("用户名", proposal.username),
        ("岗位", proposal.post_in_words),
        ("任职", proposal.days_in_words),
        ("说明", proposal.note or "无"),
        ("提出人", proposal.by),
    ]


@form_page
@for_roles(*CARRIERS)
def proposal_close(request, pk):
    proposal = _proposal(request, pk)
    demand(
        rules.may_close(request.user, proposal), f"这件申请{proposal.state}，不能再改。"
    )
    form = forms.CloseForm(request.POST or None, user=request.user, proposal=proposal)
    form.title = "撤回申请" if request.user.has_role(Role.OFFICE) else "退回申请"
    form.save_label = form.title
    return step_page(request, form, proposal, intro=str(proposal))
