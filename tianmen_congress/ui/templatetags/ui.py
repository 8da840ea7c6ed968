"""Template tags that every page has without asking."""

from django import template

register = template.Library()
