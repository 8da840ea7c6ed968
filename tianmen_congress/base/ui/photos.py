"""Several pictures in one field."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MOST = 20


class PhotosInput(forms.ClearableFileInput):
    """Takes several pictures; the same box opens the camera on a phone."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def __init__(self) -> None:
        kinds = "image/jpeg,image/png,image/webp"
        super().__init__({"accept": kinds, "multiple": "", "data-keep": ""})


class PhotosField(forms.FileField):
    """A list of pictures; what is in them is checked when they are stored."""

    widget = PhotosInput

    def clean(self, data, initial=None) -> list[UploadedFile]:
        uploads = data if isinstance(data, list | tuple) else [data]
        uploads = [super(PhotosField, self).clean(one) for one in uploads]
        if len(uploads) > MOST:
            raise ValidationError(f"一次最多上传{MOST}张照片")
        return [upload for upload in uploads if upload]
