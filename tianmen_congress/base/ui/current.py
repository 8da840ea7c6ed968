"""Lists of a campaign's records begin with the campaign that runs.

A list that is asked for nothing shows what the current campaign has, says so as of any
other condition, and leads to all of them in one step (`campaign=all`). An address that
asks for something means what it says: of all campaigns, where it names none.
"""

from django.http import QueryDict

from tianmen_congress.base.campaigns.queries import current_campaign

# Parameters of the URL that are no search.
OWN = ("page", "per_page", "sort", "export", "print")
CAMPAIGN, EVERY = "campaign", "all"


class OfCampaign:
    """What a list adds whose records each belong to a campaign.

    What waits for somebody is no such list, whatever campaign it is of: it must not be
    out of sight because the next campaign began.
    """

    is_of_campaign = False
    # Whether the campaign was not asked for, but is the one that runs.
    is_preset = False

    def begun(self, asked: QueryDict) -> QueryDict:
        """The search, with the current campaign where nothing else is asked for."""
        is_open = self.is_of_campaign and not asked.keys() - set(OWN)
        campaign = current_campaign() if is_open else None
        if campaign is None:
            return asked
        self.is_preset, query = True, asked.copy()
        query[CAMPAIGN] = campaign.slug
        return query

    @property
    def every_campaign(self) -> str:
        """The address of the same search over all campaigns; "" where it is that."""
        if not self.is_of_campaign or self.query.get(CAMPAIGN, EVERY) == EVERY:
            return ""
        query = self.query.copy()
        query.pop("page", None)
        query[CAMPAIGN] = EVERY
        return f"?{query.urlencode()}"
