"""The variable RATE_LIMITS: read strictly, and never off where readers are."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.setting_values import rate_limits


def test_limits_have_defaults_and_can_be_set():
    assert rate_limits("api=off", developing=True) == {"api": None}
    assert rate_limits("", developing=False) == {"api": 600}
    assert rate_limits(" api=30/min ", developing=False) == {"api": 30}


@pytest.mark.parametrize(
    "text", ["api", "api=", "api=0/min", "api=-1/min", "api=x", "api=٣/min", "pages=5/min", "api=off"]
)
def test_what_cannot_be_meant_stops_the_start(text):
    with pytest.raises(ImproperlyConfigured, match="RATE_LIMITS"):
        rate_limits(text, developing=False)
