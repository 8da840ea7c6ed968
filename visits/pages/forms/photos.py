"""Pictures sent with a visit or a call."""

from django import forms

from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.photos import PhotosField
from visits.models import Visit, VisitPhoto


class PhotosForm(PageForm):
    """New pictures of the village, and which of the stored ones leave the visit."""

    photos = PhotosField(label="村情照片", required=False)
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
