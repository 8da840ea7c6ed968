import pytest

from tianmen_congress.divisions.enums import Level
from tianmen_congress.divisions.models import Division


@pytest.fixture
def tianmen(db):
    """The city, in its province."""
    province = Division.objects.create(code="42", level=Level.PROVINCE, name="湖北省")
    return Division.objects.create(
        code="429006", level=Level.COUNTY, name="天门市", parent=province
    )
