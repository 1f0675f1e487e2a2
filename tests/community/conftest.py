"""People of this room's tests."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from community.models import Person
from tests.community.signing_in import ADDRESS, PASSWORD


@pytest.fixture
def member(db):
    """Somebody with a verified address."""
    user = get_user_model().objects.create_user("u-member", ADDRESS, PASSWORD)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    Person.objects.of(user)
    return user
