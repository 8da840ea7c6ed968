from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from tianmen_congress.accounts.enums import BUSINESS_ROLES, Role

from . import menu

SETTERS = (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)


class UiConfig(AppConfig):
    name = "tianmen_congress.ui"
    verbose_name = "界面"

    def ready(self) -> None:
        autodiscover_modules("menu", "lookups")
        menu.register("工作台", "工作台", "workbench:home", Role, order=1)
        menu.register("系统", "行政区划", "divisions", [*BUSINESS_ROLES, Role.SYSADMIN])
        menu.register("系统", "审计记录", "audit", [Role.AUDITOR])
        menu.register("系统", "系统设置", "admin:index", SETTERS, order=200)
