"""Which papers there are, and what they look like."""

from tianmen_congress.base.papers.registry import Look, Paper, PaperColumn, register

OFFICE = "天门市人民代表大会常务委员会办公室"
GAP = "　" * 8
BLANK = "　　　　"
ROOM = "\n\n"  # to be written on by hand
SIGNED = f"签收人：{GAP}签收日期：　　　　年　　月　　日"

SUMMARY = register(
    Paper(
        "summary",
        "意见建议汇总报送表",
        Look.TABLE,
        (
            PaperColumn("number", "编号", 43),
            PaperColumn("collected", "收集日期", 33),
            PaperColumn("place", "村(社区)", 28),
            PaperColumn("proposer", "反映人", 33),
            PaperColumn("text", "意见建议内容", 88),
            PaperColumn("category", "类别", 24),
        ),
        foot=f"报送人：{GAP}接收人：{GAP}接收日期：　　　　年　　月　　日",
    )
)
SUBMISSION = register(
    Paper(
        "submission",
        "提请市级解决事项报送表",
        Look.TABLE,
        (
            PaperColumn("number", "编号", 43),
            PaperColumn("place", "村(社区)", 28),
            PaperColumn("proposer", "反映人", 33),
            PaperColumn("text", "意见建议内容", 75),
            PaperColumn("category", "类别", 22),
            PaperColumn("reason", "提请理由", 48),
        ),
        foot=f"负责人：{GAP}报送人：{GAP}接收人：{GAP}接收日期：　　　　年　　月　　日",
    )
)
PACK = register(
    Paper(
        "conference",
        "联席会议材料",
        Look.TABLE,
        (
            PaperColumn("number", "市级编号", 38),
            PaperColumn("place", "乡镇", 20),
            PaperColumn("text", "意见建议", 78),
            PaperColumn("lead", "主办单位", 28),
            PaperColumn("others", "协办单位", 28),
            PaperColumn("due", "办理期限", 33),
            PaperColumn("remarks", "备注", 24),
        ),
    )
)
MINUTES = register(Paper("minutes", "联席会议纪要"))
HANDOVER = register(Paper("handover", "意见建议交办单", Look.FORM, foot=SIGNED))
ASSIGNMENT = register(Paper("assignment", "意见建议交办函"))
ANSWER = register(Paper("answer", "答复函"))
PART = register(Paper("part", "协办意见函"))
WITHDRAWAL = register(
    Paper(
        "withdrawal",
        "意见建议撤回申请",
        Look.FORM,
        foot=f"申请人签名：{GAP}日期：　　　　年　　月　　日",
    )
)
NOTICE = register(Paper("notice", "意见建议处理情况告知书"))
DISCIPLINE = register(Paper("discipline", "转纪检函"))
CONSULTATION = register(
    Paper(
        "consultation",
        "征询意见表",
        Look.FORM,
        foot=f"评价人签名：{GAP}日期：　　　　年　　月　　日",
    )
)
EXTENSION = register(Paper("extension", "延期办理申请", Look.FORM))
RELIEF = register(Paper("relief", "退办单", Look.FORM))
URGE = register(Paper("urge", "催办通知书"))
