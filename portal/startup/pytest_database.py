"""A pytest plugin: one throw-away cluster for the whole run; xdist's workers inherit its address.

It is named in pyproject.toml's `addopts`, since it must act before settings are read.
"""

import contextlib
import os

import pytest

from portal.startup.embedded_postgres import throwaway_cluster

for_this_run = contextlib.ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Before pytest-django reads the settings. A DATABASE_URL from outside is not used: tests empty what they find."""
    if "PYTEST_XDIST_WORKER" not in os.environ and not early_config.known_args_namespace.collectonly:
        os.environ["DATABASE_URL"] = for_this_run.enter_context(throwaway_cluster())["URL"]
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure():
    """After the last test, also when the run was interrupted."""
    for_this_run.close()
