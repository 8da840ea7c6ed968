import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from supervision.models import SupervisionTeam
from tests.factories.supervision import ChecklistFactory, QuestionFactory
from tests.kept import kept


@kept
def checklist(campaign):
    """A checklist of two items: 20 points and 15."""
    form = ChecklistFactory(campaign=campaign)
    for order, (code, text, most) in enumerate(
        (("grouping", "分组是否科学", 20), ("files", "档案是否规范", 15))
    ):
        QuestionFactory(
            section__form=form, code=code, text=text, max_score=most, order=order
        )
    return form


@pytest.fixture
def team(supervisor):
    """The team of `supervisor`, which looks after 渔薪."""
    return SupervisionTeam.objects.get(organ__posts__user=supervisor)


@pytest.fixture
def picture():
    """Makes a small picture as a phone would send it."""

    def picture(name="墙上.jpg"):
        data = io.BytesIO()
        Image.new("RGB", (60, 40), "red").save(data, "JPEG")
        return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")

    return picture
