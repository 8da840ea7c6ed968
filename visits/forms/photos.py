"""Pictures sent with a visit or a call."""

from django import forms

from tianmen_congress.ui.forms import PageForm
from visits.models import Visit, VisitPhoto

MOST = 20


class PhotosInput(forms.ClearableFileInput):
    """Takes several pictures; the same box opens the camera on a phone."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def __init__(self):
        super().__init__({"accept": "image/jpeg,image/png,image/webp", "multiple": ""})


class PhotosField(forms.FileField):
    """A list of pictures; what is in them is checked when they are stored."""

    widget = PhotosInput

    def __init__(self, **kwargs):
        super().__init__(max_length=200, required=False, **kwargs)

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, list | tuple) else [data]
        uploads = [super(PhotosField, self).clean(one) for one in uploads if one]
        if len(uploads) > MOST:
            raise forms.ValidationError(f"一次最多上传{MOST}张照片")
        return uploads


class PhotosForm(PageForm):
    """New pictures of the village, and which of the stored ones leave the visit."""

    photos = PhotosField(label="村情照片")
    dropped = forms.ModelMultipleChoiceField(
        None,
        label="移除已有照片",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, visit: Visit | None, **kwargs):
        super().__init__(*args, **kwargs)
        rows = VisitPhoto.objects.visible_to(self.user).filter(visit=visit)
        self.stored = rows.select_related("file", "call__household")
        self.fields["dropped"].queryset = self.stored
