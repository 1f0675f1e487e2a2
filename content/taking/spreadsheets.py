"""Tables that people open with a spreadsheet."""

import csv
import json
import re

from django.http import HttpResponse

FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
A_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def cell(value):
    """A value as a cell that no spreadsheet takes for a formula: such a text begins with an apostrophe.

    Source: OWASP, CSV injection.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    return f"'{text}" if FORMULA.match(text) and not A_NUMBER.fullmatch(text) else text


def csv_answer(name, rows):
    """A table as a file of that name. In: rows of values; Out: UTF-8 with a mark that spreadsheets look for."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(answer).writerows([cell(value) for value in row] for row in rows)
    return answer
