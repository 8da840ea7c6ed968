"""The opinion's way as the domain tells it, written by hand: what tests judge by.

Nothing here is read from the workflow's table. A line that differs from it is a
disagreement for a person to settle.
"""

UNANSWERED = (
    "draft screening triage to_submit handling submitted accepted agenda assigned "
    "processing reported"
)
OPEN = f"{UNANSWERED} answered fed_back deciding evaluated"
ENDED = "closed settled merged set_aside not_suggestion discipline withdrawn"
STATES = f"{OPEN} {ENDED}".split()
# Where the township's time runs, and where the city's.
TOWN = "screening triage to_submit handling answered fed_back"
CITY = "submitted accepted agenda assigned processing"
BACK = "handling processing reported"
SAME = "="

# Move: from which states, to which (SAME: it stays where it is).
BOOK = {
    # the group screens
    "hand_in": ("draft", "screening"),
    "revise": ("draft screening triage", SAME),
    "send_back": ("screening", "draft"),
    "set_aside": ("draft screening", "set_aside"),
    "settle": ("screening", "settled"),
    "contact": (
        "handling assigned processing answered fed_back deciding evaluated",
        SAME,
    ),
    "progress": ("handling processing", SAME),
    "merge": ("screening triage", "merged"),
    "absorb": (f"{UNANSWERED} answered".replace("draft ", ""), SAME),
    "follow": ("merged", SAME),
    "report_up": ("screening", "triage"),
    # the presidium triages
    "return_to_group": ("triage", "screening"),
    "refer": ("triage", "handling"),
    "grade_city": ("triage", "to_submit"),
    "recall": ("to_submit handling", "triage"),
    "submit": ("triage to_submit", "submitted"),
    # township and village handle
    "extend_local": ("handling", SAME),
    "sign_local": ("handling", SAME),
    "add_local": ("handling", SAME),
    "drop_local": ("handling", SAME),
    "ask_time": ("handling", SAME),
    "grant_time": ("handling", SAME),
    "refuse_time": ("handling", SAME),
    "answer_local": ("handling", "answered"),
    # the city office
    "accept": ("submitted", "accepted"),
    "return_to_township": ("submitted accepted", "triage"),
    "dismiss": ("submitted accepted", "not_suggestion"),
    "put_on_agenda": ("accepted", "agenda"),
    "take_off_agenda": ("agenda", "accepted"),
    "assign": ("agenda", "assigned"),
    "assign_urgent": ("accepted agenda", "assigned"),
    "report_to_province": ("accepted agenda", "reported"),
    "answer_province": ("reported", "answered"),
    "mark_key": (OPEN, SAME),
    "unmark_key": (OPEN, SAME),
    # a complaint about somebody's conduct
    "bypass": ("screening triage to_submit", "submitted"),
    "pass_on": ("triage submitted accepted agenda", "discipline"),
    "insist": ("triage submitted accepted agenda", SAME),
    # the units
    "sign": ("assigned", "processing"),
    "co_sign": ("handling assigned processing", SAME),
    "ask_relief": ("assigned processing", SAME),
    "relieve": ("assigned", "accepted"),
    "relieve_co": ("assigned processing", SAME),
    "refuse_relief": ("assigned processing", SAME),
    "ask_extension": ("handling processing", SAME),
    "grant_extension": ("handling processing", SAME),
    "refuse_extension": ("handling processing", SAME),
    "give_part": ("handling assigned processing", SAME),
    "waive_part": ("handling assigned processing", SAME),
    "draft_answer": ("processing", SAME),
    "issue": ("processing", SAME),
    "unissue": ("processing", SAME),
    "ask_part": ("handling assigned processing", SAME),
    "answer": ("processing", "answered"),
    "return_answer": ("answered", BACK),
    # the office corrects a hand-over
    "take_back": ("assigned processing", "accepted"),
    "change_lead": ("assigned processing", "assigned"),
    "add_co": ("assigned processing", SAME),
    "drop_co": ("assigned processing", SAME),
    "replace_co": ("assigned processing", SAME),
    "reset_deadline": ("assigned processing", SAME),
    "reset_requirement": ("assigned processing", SAME),
    # back to the people
    "tell": ("answered", SAME),
    "feed_back": ("answered", "fed_back"),
    "evaluate": ("fed_back", "evaluated"),
    "reject": ("fed_back", BACK),
    "reject_again": ("fed_back", "deciding"),
    "assess": ("deciding", SAME),
    "close_dissatisfied": ("deciding", "closed"),
    "call_back": ("evaluated closed", SAME),
    "remind": ("fed_back", SAME),
    "close_unevaluated": ("fed_back", "closed"),
    "close": ("evaluated", "closed"),
    # together
    "invite": (UNANSWERED, SAME),
    "confirm": (UNANSWERED.replace("draft ", ""), SAME),
    "decline": (UNANSWERED.replace("draft ", ""), SAME),
    "confirm_on_paper": (UNANSWERED.replace("draft ", ""), SAME),
    "judge": ("fed_back", SAME),
    "conclude_good": ("fed_back", "evaluated"),
    "conclude_bad": ("fed_back", BACK),
    "conclude_bad_again": ("fed_back", "deciding"),
    # again
    "promise_due": ("answered fed_back evaluated closed", BACK),
    "reopen": ("deciding evaluated closed", BACK),
    "withdraw": (UNANSWERED, "withdrawn"),
    # beside the state
    "pause": (TOWN, SAME),
    "ask_pause": (f"{TOWN} {CITY}", SAME),
    "grant_pause": (f"{TOWN} {CITY}", SAME),
    "refuse_pause": (f"{TOWN} {CITY}", SAME),
    "resume": (OPEN, SAME),
    "urge": (
        "screening triage to_submit handling assigned processing answered fed_back "
        "evaluated",
        SAME,
    ),
    "urge_co": ("handling assigned processing", SAME),
    "heed": (OPEN.replace("draft ", ""), SAME),
    "heed_co": ("handling assigned processing", SAME),
    "attach": (OPEN, SAME),
    # a body that had it is no more
    "inherit": (OPEN, SAME),
    # what a ledger states of what was on its way before it came here
    "enter_handled": ("triage", "handling processing"),
    "enter_progress": ("handling processing", SAME),
    "enter_judged": ("triage handling processing", "evaluated"),
    "enter_rejected": ("triage handling processing", "handling processing"),
    "enter_closed": ("triage handling processing", "closed"),
}
LEGAL = {
    (name, source): tuple([source] if target == SAME else target.split())
    for name, (sources, target) in BOOK.items()
    for source in sources.split()
}
NEW_ROUND = ("reject", "conclude_bad", "promise_due", "reopen", "enter_rejected")
# Taken from a ledger alone, and nobody's to press.
OF_LEDGERS = tuple(name for name in BOOK if name.startswith("enter_"))
# Moves that only another move, or a ledger, makes: no page offers them.
WITHIN = (
    *("absorb", "follow", "bypass", "inherit"),
    *("conclude_good", "conclude_bad", "conclude_bad_again"),
    # On the page of whoever is asked alone.
    *("confirm", "decline", *OF_LEDGERS),
)

# Whose time runs in each state; co-handling units have theirs beside it.
RUNS = {
    "draft": set(),
    "screening": {"screen"},
    "triage": {"triage"},
    "to_submit": {"submit"},
    "handling": {"handle"},
    "submitted": {"accept"},
    "accepted": {"hand_over"},
    "agenda": {"hand_over"},
    "assigned": {"sign", "answer"},
    "processing": {"answer"},
    "reported": set(),
    "answered": {"feedback"},
    "fed_back": {"evaluate"},
    "deciding": {"decide"},
    "evaluated": set(),
} | {state: set() for state in ENDED.split()}
BESIDE = {"sign", "co_answer"}
# The law's own time, for what was handed over as a deputy's suggestion: until answered.
LAW = "law"
