"""What this room's tests begin with: somebody, a case, a collection."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from community.models import Person
from tests.community.collections import collection_of, published_author
from tests.community.signing_in import ADDRESS, PASSWORD
from tests.factories import CaseFactory, text


@pytest.fixture
def member(db):
    """Somebody with a verified address."""
    user = get_user_model().objects.create_user("u-member", ADDRESS, PASSWORD)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    Person.objects.of(user)
    return user


@pytest.fixture
def case():
    return CaseFactory(slug="one", title=text("第一个案例", "The first case"))


@pytest.fixture
def shown(member, case):
    """A public collection with a case in it."""
    return collection_of(published_author(member, case), "给新人", case, public=True, about="先读这些。")
