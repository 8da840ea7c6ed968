from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "tianmen_congress.base.campaigns"
    verbose_name = "活动设置"
