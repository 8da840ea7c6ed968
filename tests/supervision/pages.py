"""What a browser posts from the entry page of an inspection."""


def page_data(form, scores=("18", "12"), **fields):
    """Every item with a score and one empty row for a finding."""
    data = {"inspected_on": "2017-07-05", "inspectors": "组员甲、组员乙", **fields}
    codes = [q.code for section in form.sections.all() for q in section.questions.all()]
    for code, score in zip(codes, scores, strict=True):
        data |= {f"{code}-score": score, f"{code}-remark": ""}
        data |= rows(code, {})
    return data


def rows(code, *findings):
    """Rows of findings of one item, the stored ones first."""
    data = {
        f"{code}-findings-TOTAL_FORMS": len(findings),
        f"{code}-findings-INITIAL_FORMS": sum("id" in row for row in findings),
    }
    for number, row in enumerate(findings):
        row = {"due_on": "2017-08-09", **row}
        data |= {f"{code}-findings-{number}-{key}": v for key, v in row.items()}
    return data


def faults(response):
    return [
        text
        for form in response.context["entry"].forms
        for texts in form.errors.values()
        for text in texts
    ]
