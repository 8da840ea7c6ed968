"""What the tests of templates start from."""

PAPERS = {
    "summary": "意见建议汇总报送表",
    "submission": "提请市级解决事项报送表",
    "handover": "意见建议交办单",
    "assignment": "意见建议交办函",
    "answer": "答复函",
    "consultation": "征询意见表",
    "extension": "延期办理申请",
    "relief": "退办单",
    "urge": "催办通知书",
    "reception": "选民接待登记表",
    "roster": "代表接待选民安排表",
    "conference": "联席会议材料",
    "minutes": "联席会议纪要",
    "part": "协办意见函",
    "withdrawal": "意见建议撤回申请",
    "notice": "意见建议处理情况告知书",
    "discipline": "转纪检函",
    "place-wall": "上墙展板",
    "activity-sheet": "代表小组活动签到表",
    "activity-minutes": "代表小组活动记录",
}
