"""What a browser posts from the pages of this room."""


def household_data(village, *members, **fields):
    """The page of a household as it is sent, with one empty row at the end."""
    rows = [*members, {}]
    data = {
        "village_": f"{village.name}（{village.parent.name}）",
        "village_pk": village.pk,
        "category": "general",
        "main_cause": "illness",
        "members-TOTAL_FORMS": len(rows),
        "members-INITIAL_FORMS": sum(1 for row in rows if row.get("id")),
        **fields,
    }
    for number, row in enumerate(rows):
        data |= {f"members-{number}-{name}": value for name, value in row.items()}
    return data


def row(name, relation="son", id_number="", **fields):
    return {"name": name, "relation": relation, "id_number": id_number, **fields}


def rows_on_file(household, **changes):
    """The rows of a household as its page shows them, with changes by name."""
    return [
        {
            "id": member.pk,
            "name": member.name,
            "relation": member.relation,
            "sex": member.sex,
            **changes.get(member.name, {}),
        }
        for member in household.members.at_home()
    ]


def texts(response):
    """What a message at the top of the next page says."""
    return [str(message) for message in response.context["messages"]]
