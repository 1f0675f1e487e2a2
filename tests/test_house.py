"""Tests about the house itself: sizes, imports, migrations, translations, and every address opened once."""

import ast
import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["root_packages"]
LONGEST = {"file": 300, "function": 40, "template": 120, "script": 100, "decision": 40}


def code(*folders):
    """Python files of these folders, without migrations."""
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]


def lines(path):
    return path.read_text(encoding="utf-8").count("\n")


def functions(path):
    """(name, number of lines) of every function in a file, without decorators."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def over(paths, most):
    return {str(path.relative_to(ROOT)): lines(path) for path in paths if lines(path) > most}


def test_no_file_of_code_is_too_long():
    assert over(code(*ROOMS, "tests"), LONGEST["file"]) == {}


def test_no_function_is_too_long():
    long = {
        f"{path.relative_to(ROOT)}:{name}": number
        for path in code(*ROOMS)
        for name, number in functions(path)
        if number > LONGEST["function"]
    }
    assert long == {}


def test_no_template_script_or_decision_is_too_long():
    assert over((ROOT / "templates").rglob("*.html"), LONGEST["template"]) == {}
    assert over((ROOT / "static/js").rglob("*.js"), LONGEST["script"]) == {}
    assert over((ROOT / "docs/decisions").glob("*.md"), LONGEST["decision"]) == {}


def test_no_room_has_a_module_that_says_nothing():
    empty_words = {"utils", "helpers", "common", "misc", "services", "constants", "mixins", "signals"}

    assert [path for path in code(*ROOMS) if path.stem in empty_words] == []


def test_rooms_import_downwards_only():
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.django_db
def test_no_migration_is_pending():
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())


def test_no_string_of_the_interface_is_untranslated():
    sys.path.insert(0, str(ROOT / "locale"))
    try:
        import messages

        assert messages.faults() == []
    finally:
        sys.path.remove(str(ROOT / "locale"))


def test_templates_have_no_inline_script_or_style():
    inline = re.compile(r"<script>|<style>|\sstyle=\"|\son(click|change|submit|load|input|error)=", re.IGNORECASE)
    found = {
        str(path.relative_to(ROOT)): match.group()
        for path in (ROOT / "templates").rglob("*.html")
        if (match := inline.search(path.read_text(encoding="utf-8"))) and path.name != "theme.html"
    }
    assert found == {}


def test_nothing_says_where_it_was_made():
    """No path of a machine, no address of a package registry, no credentials in any text of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = [f"{name}: {match.group()}" for name in filter(None, listed.split("\0")) if (match := telling_part(name))]

    assert listed
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "--index" + "-url https://mirror.example/simple",
        "--trusted" + "-host mirror.example",
        "File /ho" + "me/somebody/portal/urls.py",
        "cd /Us" + "ers/somebody/portal",
        "https://builder:secret" + "@mirror.example/",
        "-----BEGIN " + "PRIVATE KEY-----",
    ],
)
def test_what_says_where_it_was_made_is_found(line):
    assert TELLING.search(line)


TELLING = re.compile(
    r"--(extra-)?index-url|--trusted-[h]ost|\"resolved\": \"http|/(home|Users|root|work)/[\w.-]+/"
    r"|[A-Z]:\\\\Users|https?://(?!somebody:)[\w.-]+:[^\s/@{}\"']+@|-----BEGIN [A-Z ]*PRIVATE KEY"
)


def telling_part(name):
    """The first part of a tracked file that says where it was made, or None; pictures and the like say nothing."""
    try:
        return TELLING.search((ROOT / name).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return None
