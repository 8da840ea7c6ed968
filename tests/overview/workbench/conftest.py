"""The people of an opinion's way wait on the first page too."""

from tests.referrals.conftest import holidays, way, whole_way

__all__ = ["holidays", "way", "whole_way"]
