"""What PostgreSQL itself refuses, whoever writes."""

import contextlib

import pytest
from django.db import IntegrityError, transaction


@contextlib.contextmanager
def refused(constraint):
    """The block breaks the constraint of that name, and nothing of it stays."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        yield
    assert error.value.__cause__.diag.constraint_name == constraint


def repeat(row, **changes):
    """Insert a row once more, with changes."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row).objects.create(**(values | changes))
