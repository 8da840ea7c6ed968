from django.db import models


class Tier(models.TextChoices):
    """The congress a mandate belongs to. Tianmen's own congress is a county-level one."""

    NATIONAL = "national", "全国"
    PROVINCIAL = "provincial", "省"
    PREFECTURE = "prefecture", "地市"
    COUNTY = "county", "市"
    TOWNSHIP = "township", "乡镇"


class Party(models.TextChoices):
    CPC = "cpc", "中共党员"
    RCCK = "rcck", "民革"
    CDL = "cdl", "民盟"
    CDNCA = "cdnca", "民建"
    CAPD = "capd", "民进"
    CPWDP = "cpwdp", "农工党"
    ZHIGONG = "zhigong", "致公党"
    JIUSAN = "jiusan", "九三学社"
    TSL = "tsl", "台盟"
    NONE = "none", "无党派"
    MASSES = "masses", "群众"


PARTY_ALIASES = {
    "中共": Party.CPC,
    "党员": Party.CPC,
    "中国共产党": Party.CPC,
    "中共预备党员": Party.CPC,
    "无党派人士": Party.NONE,
    "农工": Party.CPWDP,
    "九三": Party.JIUSAN,
}


class EndReason(models.TextChoices):
    """Why a mandate ended: the law's seven (代表法 art. 49), death, end of the term."""

    MOVED = "moved", "地方各级代表迁出或者调离本行政区域"
    RESIGNED = "resigned", "辞职被接受"
    ABSENT = "absent", "未经批准两次不出席本级人大会议"
    RECALLED = "recalled", "被罢免"
    NATIONALITY = "nationality", "丧失中华人民共和国国籍"
    RIGHTS = "rights", "依照法律被剥夺政治权利"
    INCAPABLE = "incapable", "丧失行为能力"
    DIED = "died", "去世"
    TERM_OVER = "term_over", "届满"


class MatchDecision(models.TextChoices):
    OPEN = "open", "待确认"
    SAME = "same", "同一人"
    DIFFERENT = "different", "不是同一人"
