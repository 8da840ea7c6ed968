"""The administration pages of rooms that have none: accounts, divisions, campaigns, calendar."""

from django.contrib import admin

from . import accounts, campaigns, places

__all__ = ["accounts", "campaigns", "places"]

admin.site.site_header = admin.site.site_title = "系统设置"
admin.site.index_title = "设置项目"
admin.site.site_url = "/"
