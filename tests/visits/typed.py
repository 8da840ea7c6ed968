"""What a browser sends from the entry page."""


def typed(outing, *, calls=None, **changes):
    """`outing` as the fields of the page; `changes` replace or add fields."""
    data = {
        "kind": outing.kind.value,
        "visited_on": outing.visited_on.isoformat(),
        "group": outing.group.pk,
        "village": str(outing.village),
        "village_pk": outing.village.pk,
        "deputies": [person.pk for person in outing.deputies],
        "recorder": outing.recorder,
        "save": "1",
    }
    data |= {f"village-a_{code}": text for code, text in outing.answers.items()}
    for number, call in enumerate(outing.calls if calls is None else calls):
        data[f"calls-{number}-household"] = call.household.pk
        for code, answer in call.answers.items():
            data[f"calls-{number}-a_{code}"] = answer
    return data | changes
