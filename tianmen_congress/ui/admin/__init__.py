"""The administration pages: accounts, divisions, campaigns, the calendar.

Their models lie in rooms below the pages, so they are registered here; the rooms above
register their own with `OfficeAdmin`.
"""

from django.contrib import admin

from . import accounts, campaigns, places
from .base import AccountsAdmin, OfficeAdmin, OfficeInline

__all__ = [
    "AccountsAdmin",
    "OfficeAdmin",
    "OfficeInline",
    "accounts",
    "campaigns",
    "places",
]

admin.site.site_header = admin.site.site_title = "系统设置"
admin.site.index_title = "设置项目"
admin.site.site_url = "/"
