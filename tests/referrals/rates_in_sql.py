"""The rates in SQL written by hand: how an opinion stood on a day, and what counts."""

from django.db import connection

from tianmen_congress.base.clocks.calendar import today

# How each stood at the end of the day, and what each number counts of it: the words of
# the domain put into SQL.
FACTS = """
    SELECT o.*, moved.to_state AS stood, handed.*, first.*, last.*, verdict.*, v1.*,
    EXISTS (
        SELECT 1 FROM referrals_feedback f WHERE f.opinion_id = o.id
        AND f.told_on <= %(day)s AND f.how = 'in_person') OR EXISTS (
        SELECT 1 FROM referrals_contact t WHERE t.opinion_id = o.id
        AND t.met_on <= %(day)s AND t.how = 'in_person') AS met,
    EXISTS (
        SELECT 1 FROM standing a WHERE a.opinion_id = o.id
        AND a.promised_on <= %(day)s) AS promised,
    EXISTS (
        SELECT 1 FROM referrals_clock c WHERE c.opinion_id = o.id
        AND c.step IN ('handle', 'answer', 'law') AND c.started_on <= %(day)s
        AND (c.stopped_on IS NULL OR c.stopped_on > %(day)s)
        AND coalesce((
            SELECT d.due_on FROM referrals_dueday d WHERE d.clock_id = c.id
            AND d."on" <= %(day)s ORDER BY d.id DESC LIMIT 1), c.due_on) < %(day)s
        AND NOT EXISTS (
            SELECT 1 FROM referrals_clockpause p WHERE p.clock_id = c.id
            AND %(day)s BETWEEN p.since AND coalesce(p.until, 'infinity'))) AS over
    FROM referrals_opinion o
    LEFT JOIN LATERAL (
        SELECT e.to_state FROM referrals_event e
        WHERE e.opinion_id = o.id AND e."on" <= %(day)s
        ORDER BY e.version DESC LIMIT 1) moved ON true
    LEFT JOIN LATERAL (
        SELECT e."on" AS handed_day, e.basis AS handed_basis FROM referrals_event e
        WHERE e.opinion_id = o.id AND e."on" <= %(day)s AND e.to_state IN (
            'handling', 'assigned', 'processing', 'reported', 'answered', 'fed_back',
            'deciding', 'evaluated', 'closed')
        ORDER BY e.version LIMIT 1) handed ON true
    LEFT JOIN LATERAL (
        SELECT a.round AS first_round, a.answered_on AS first_day,
        a.is_solved AS first_solved FROM standing a WHERE a.opinion_id = o.id
        ORDER BY a.round, a.id LIMIT 1) first ON true
    LEFT JOIN LATERAL (
        SELECT a.is_solved AS last_solved, a.is_timed, a.is_late
        FROM standing a WHERE a.opinion_id = o.id
        ORDER BY a.round DESC, a.id DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (
        SELECT j.verdict AS last_verdict, j.attitude, j.promise_outcome, j.is_own_hand,
        EXISTS (
            SELECT 1 FROM referrals_callback b WHERE b.evaluation_id = j.id
            AND b."on" <= %(day)s AND b.outcome IN ('confirmed', 'denied')) AS called
        FROM judged j WHERE j.opinion_id = o.id
        ORDER BY j.round DESC LIMIT 1) verdict ON true
    LEFT JOIN LATERAL (
        SELECT j.verdict AS first_verdict FROM judged j
        WHERE j.opinion_id = o.id AND j.round = 1 LIMIT 1) v1 ON true
"""
TOLD = """EXISTS (
    SELECT 1 FROM referrals_event e
    WHERE e.opinion_id = r.opinion_id AND e."on" <= %(day)s AND (
        e.name IN ('enter_judged', 'enter_closed') AND e.round = r.round
        OR e.name = 'enter_rejected' AND e.round = r.round + 1))"""
STOPPED = """EXISTS (
    SELECT 1 FROM referrals_clock c WHERE c.opinion_id = r.opinion_id
    AND c.round = r.round AND c.stopped_on = r.answered_on
    AND c.step IN ('handle', 'answer', 'law')"""
LATE = """ AND c.due_on < c.stopped_on AND NOT EXISTS (
    SELECT 1 FROM referrals_clockpause p WHERE p.clock_id = c.id
    AND c.stopped_on BETWEEN p.since AND coalesce(p.until, 'infinity')))"""
WITH = f"""
    standing AS (
        SELECT r.*, c.counts_as_solved AS is_solved, {STOPPED}) AS is_timed, {STOPPED} {LATE} AS is_late
        FROM referrals_answer r
        JOIN campaigns_answerclass c ON c.id = r.answer_class_id
        WHERE (r.returned_on IS NULL OR r.returned_on > %(day)s)
        AND (r.answered_on <= %(day)s
            OR r.answered_on IS NULL AND r.basis <> '' AND {TOLD})),
    judged AS (
        SELECT r.* FROM referrals_evaluation r
        WHERE r."on" <= %(day)s OR r."on" IS NULL AND {TOLD}),
    facts AS ({FACTS})
"""
STAND_FOR_THEMSELVES = """
    o.handed_day IS NOT NULL
    AND o.stood NOT IN (
        'merged', 'not_suggestion', 'withdrawn', 'set_aside', 'discipline', 'settled')
"""
ANSWERED = "o.stood IN ('answered', 'fed_back', 'deciding', 'evaluated', 'closed')"
TIMED = f"{ANSWERED} AND o.is_timed"
OVERDUE = "o.stood IN ('handling', 'assigned', 'processing') AND o.over"
SOLVED = f"{ANSWERED} AND o.last_solved"
DATED = "o.handed_basis = '' AND o.first_day IS NOT NULL"
OPINIONS = "('satisfied', 'basically', 'dissatisfied')"
PARTS = {
    "handed": "TRUE",
    "answered": ANSWERED,
    "timely": f"{TIMED} AND NOT o.is_late",
    "timed": f"{TIMED} OR {OVERDUE}",
    "overdue": OVERDUE,
    "closed": "o.stood = 'closed'",
    "solved": SOLVED,
    "judged": f"o.last_verdict IN {OPINIONS}",
    "good": "o.last_verdict IN ('satisfied', 'basically')",
    "pleased": "o.last_verdict = 'satisfied'",
    "attended": f"o.attitude IN {OPINIONS}",
    "courteous": "o.attitude IN ('satisfied', 'basically')",
    "asked_kept": "o.promise_outcome IN ('kept', 'broken')",
    "said_kept": "o.promise_outcome = 'kept'",
    "own_hand": f"o.last_verdict IN {OPINIONS} AND o.is_own_hand",
    "to_call_back": f"o.last_verdict IN {OPINIONS} AND o.is_own_hand AND NOT o.called",
    "unevaluated": "o.stood = 'closed' AND o.last_verdict = 'none'",
    "met": "o.met",
    "promised": "o.promised",
    "kept": f"o.promised AND {SOLVED}",
    "first_answered": "o.first_round = 1",
    "first_solved": "o.first_round = 1 AND o.first_solved",
    "first_judged": f"o.first_verdict IN {OPINIONS}",
    "first_good": "o.first_verdict IN ('satisfied', 'basically')",
    "dated": DATED,
    "undated": f"o.first_round IS NOT NULL AND NOT ({DATED})",
    "waiting": "o.first_round IS NULL",
}
# Who sees what, as the domain's table of roles says it.
SCOPES = {
    "office": "TRUE",
    "leader": "TRUE",
    "presidium": """(o.township_id = %(township)s OR EXISTS (
        SELECT 1 FROM referrals_party p
        WHERE p.opinion_id = o.id AND p.township_id = %(township)s))""",
    "secretary": """(o.group_id = %(group)s OR EXISTS (
        SELECT 1 FROM referrals_party p
        WHERE p.opinion_id = o.id AND p.organ_id = %(organ)s))""",
    "deputy": """EXISTS (
        SELECT 1 FROM referrals_proposer r JOIN deputies_person d ON d.id = r.person_id
        WHERE d.user_id = %(user)s AND (r.opinion_id = o.id OR r.opinion_id IN (
            SELECT m.id FROM referrals_opinion m WHERE m.merged_into_id = o.id)))""",
    "supervisor": """o.township_id IN (
        SELECT t.township_id FROM supervision_teamtownship t
        JOIN supervision_supervisionteam s ON s.id = t.team_id
        WHERE s.organ_id = %(organ)s)""",
    "unit": """EXISTS (SELECT 1 FROM referrals_party p
        WHERE p.opinion_id = o.id AND p.organ_id = %(organ)s AND p.since <= %(today)s
        AND (p.until IS NULL OR p.until > %(today)s))""",
    "sysadmin": "FALSE",
}
KEYS = {
    "township": "o.township_id",
    "category": "o.category_id",
    "level": "o.level",
    "unit": "coalesce(o.lead_unit_id, o.handler_id)",
    "month": "extract(month FROM o.collected_on)::int",
}


def recount(reader, grouping, asked):
    """Line by line and in all, from the database alone."""
    post = reader.main_post
    values = {
        "organ": post.organ_id,
        "user": reader.pk,
        "township": post.organ.division_id if post.organ else None,
        "group": None,
        "campaign": asked.campaign.pk if asked.campaign else None,
        "place": asked.township.pk if asked.township else None,
        "since": asked.since,
        "until": asked.until,
        "day": min(asked.until or today(), today()),
        "today": today(),
    }
    if post.role == "secretary":
        values["group"] = post.organ.group.pk
    sums = ", ".join(f"count(*) FILTER (WHERE {q})" for q in PARTS.values())
    days = f"array_agg(o.first_day - o.handed_day) FILTER (WHERE {DATED})"
    sql = f"""
        WITH {WITH}
        SELECT {KEYS[grouping]}, {sums}, {days} FROM facts o
        WHERE {STAND_FOR_THEMSELVES} AND {SCOPES[post.role]}
        AND (%(campaign)s::bigint IS NULL OR o.campaign_id = %(campaign)s)
        AND (%(place)s::bigint IS NULL OR o.township_id = %(place)s)
        AND (%(since)s::date IS NULL OR o.collected_on >= %(since)s)
        AND (%(until)s::date IS NULL OR o.collected_on <= %(until)s)
        GROUP BY 1
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    lines = {key: tuple(counts) for key, *counts, _ in rows}
    columns = list(zip(*lines.values(), strict=True))
    total = tuple(sum(column) for column in columns) or (0,) * len(PARTS)
    return lines, total, sorted(day for *_, days in rows for day in days or [])
