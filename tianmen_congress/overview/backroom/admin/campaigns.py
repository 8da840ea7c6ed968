"""A campaign, its forms, programme, required actions and times."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from groups.places.queries import sights
from supervision.duties.queries import sources
from tianmen_congress.base.campaigns import actions
from tianmen_congress.base.campaigns.models import (
    AnswerClass,
    Campaign,
    CampaignForm,
    FormQuestion,
    FormSection,
    PlaceRequirement,
    ProgrammePart,
    ReminderStep,
    RequiredAction,
    StepTime,
    WallText,
)
from tianmen_congress.base.ui.admin.base import OfficeAdmin, OfficeInline


class ProgrammeInline(OfficeInline):
    model = ProgrammePart


class RequiredActionInline(OfficeInline):
    model = RequiredAction

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Which records there are to count is known to the rooms that keep them."""
        if db_field.name != "source":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.ChoiceField(
            label=db_field.verbose_name,
            choices=[("", "不统计"), *sources.labels(), *_not_kept_yet()],
            required=False,
        )


def _not_kept_yet() -> list[tuple[str, str]]:
    """What actions name already and no room keeps: who saves the page leaves it so."""
    # unscoped: what campaigns ask is known to all who sign in
    named = RequiredAction.objects.exclude(source="").values_list("source", flat=True)
    return [
        (source, f"{source}（系统还没有这种记录，暂不统计）")
        for source in sorted(set(named) - set(sources.registered))
    ]


class StepTimeInline(OfficeInline):
    model = StepTime


class ReminderStepInline(OfficeInline):
    """A row may be taken out: what was reminded of stays recorded."""

    model = ReminderStep

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class PlaceRequirementInline(OfficeInline):
    model = PlaceRequirement

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """What the system can look at is known to the room that does."""
        if db_field.name != "sight":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.ChoiceField(
            label=db_field.verbose_name,
            choices=[("", "不对照"), *sights.labels()],
            required=False,
        )


class WallTextInline(OfficeInline):
    model = WallText


WIDTHS = {"code": 6, "letter": 3, "words": 20}


class AnswerClassInline(OfficeInline):
    model = AnswerClass

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Nine columns side by side: short boxes for what is short."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in WIDTHS:
            field.widget.attrs |= {"size": WIDTHS[db_field.name], "class": ""}
        return field


@admin.register(Campaign)
class CampaignAdmin(OfficeAdmin):
    list_display = ("name", "year", "starts_on", "ends_on", "is_current")
    # Switched by `make_current` alone: there is never none, and never one without forms.
    readonly_fields = ("is_current",)
    inlines = (
        ProgrammeInline,
        RequiredActionInline,
        StepTimeInline,
        ReminderStepInline,
        AnswerClassInline,
        PlaceRequirementInline,
        WallTextInline,
    )
    actions = ("make_current", "make_current_early", "copy")

    @admin.action(description="设为当前活动", permissions=["add"])
    def make_current(self, request, queryset):
        self._switch(request, queryset, actions.make_current)

    @admin.action(description="提前设为当前活动（尚未开始的）", permissions=["add"])
    def make_current_early(self, request, queryset):
        self._switch(request, queryset, partial(actions.make_current, is_early=True))

    def _switch(self, request, queryset, act):
        if queryset.count() != 1:
            self.message_user(request, "请只选一个活动。", messages.ERROR)
            return
        campaign = queryset.get()
        _told(self, request, act, campaign, f"当前活动：{campaign}。")

    @admin.action(description="复制为下一年度活动", permissions=["add"])
    def copy(self, request, queryset):
        for campaign in queryset:
            copied = actions.copy_campaign(campaign)
            self.message_user(
                request,
                f"已建立“{copied}”，请修改名称和日期，核对表单并发布后设为当前活动。",
            )


def _told(page: OfficeAdmin, request, act, row, done: str) -> None:
    """Say what was done, or in the action's own words why it was not.

    What was done is in the history of the row too.
    """
    try:
        act(row)
    except ValidationError as refusal:
        page.message_user(request, " ".join(refusal.messages), messages.ERROR)
    else:
        page.log_change(request, row, done)
        page.message_user(request, done, messages.SUCCESS)


class OptionsField(forms.CharField):
    """The options of a question, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 18})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (line.strip() for line in super().to_python(value).splitlines())
        return [line for line in lines if line]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data or "")


class QuestionForm(forms.ModelForm):
    options = OptionsField(label="选项（一行一个）", required=False)

    class Meta:
        model = FormQuestion
        fields = (
            "code",
            "text",
            "help_text",
            "kind",
            "about",
            "options",
            "is_required",
            "max_score",
            "order",
        )


class UnpublishedOnly:
    """A published version never changes: answers were given to it."""

    def _form(self, obj) -> CampaignForm | None:
        return obj.form if isinstance(obj, FormSection) else obj

    def has_change_permission(self, request, obj=None):
        form = self._form(obj)
        is_open = form is None or form.published_at is None
        return is_open and super().has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        form = self._form(obj)
        is_open = form is None or form.published_at is None
        return is_open and super().has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return obj is not None and self.has_change_permission(request, obj)


class SectionInline(UnpublishedOnly, OfficeInline):
    model = FormSection
    show_change_link = True


class QuestionInline(UnpublishedOnly, OfficeInline):
    model = FormQuestion
    form = QuestionForm


@admin.register(CampaignForm)
class CampaignFormAdmin(UnpublishedOnly, OfficeAdmin):
    list_display = ("title", "campaign", "kind", "version", "published_at")
    list_filter = ("campaign", "kind")
    readonly_fields = ("published_at",)
    inlines = (SectionInline,)
    actions = ("publish", "copy")

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description="发布（发布后不能再改）", permissions=["add"])
    def publish(self, request, queryset):
        for form in queryset:
            _told(self, request, actions.publish, form, f"已发布{form}。")

    @admin.action(description="复制为新版本", permissions=["add"])
    def copy(self, request, queryset):
        for form in queryset:
            copied = actions.copy_form(form)
            self.message_user(request, f"已建立{copied}，修改后请发布。")


@admin.register(FormSection)
class FormSectionAdmin(UnpublishedOnly, OfficeAdmin):
    list_display = ("title", "form", "order")
    list_filter = ("form",)
    inlines = (QuestionInline,)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "form":
            kwargs["queryset"] = CampaignForm.objects.drafts()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_model_perms(self, request):
        """Reached from its form, not from the index."""
        return {}
