"""Terms in the texts of page templates."""

from django import template

from content.templatetags.content import foreign, in_language

register = template.Library()


@register.filter
def linked(text, mentions):
    """A Markdown text as HTML with its terms linked. `mentions.new_section` starts a section."""
    return in_language(mentions.html(text), foreign(text), "div") if text else ""
