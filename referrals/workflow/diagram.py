"""The table as a state diagram and as a table to read: the manual prints them."""

from referrals.enums import ClockStep, State

from .fields import LABELS
from .table import TRANSITIONS
from .types import Fork, Transition

WHO = {
    "asks_for_time": "主办单位(机关可代)；乡村件由主席团",
    "asks_for_pause": "承办单位、承办的乡镇和村、小组、主席团、机关",
    "decides_on_pause": "上一级(主席团、机关)；机关提出的由机关另一人",
    "pauses_at_once": "小组联络员(小组环节)、主席团(乡镇环节)",
    "resumes": "小组联络员(小组环节)、主席团(乡镇环节)、机关",
    "is_above": "上一级(主席团、机关)",
    "is_at_work": "承办的乡镇、村(主席团可代)；主办、协办单位(机关可代)",
    "is_in_touch": "小组联络员、主席团、承办的乡镇和村、主办、协办单位、机关",
    "is_anybody": "随登记、提交、补充自动办理",
    "is_asked_to_sign": "被邀请附议的代表本人",
    "is_author": "录入人、小组、代表本人、主席团",
    "hands_over": "主席团(乡村件)、机关(市级件)",
    "is_co": "协办单位(机关可代；乡村件主席团可代)",
    "is_handler": "承办的乡镇、村(主席团可代)",
    "is_handler_itself": "承办的乡镇、村",
    "is_keeper": "主席团(乡村件)、机关(市级件)",
    "is_lead": "主办单位(机关可代)",
    "is_nobody": "导入台账的人，照台账登记",
    "is_merger": "小组联络员(甄别时)、主席团",
    "is_office": "市人大机关",
    "is_presidium": "主席团(联络处)",
    "is_reminder": "主席团(联络处)、机关",
    "is_screener": "小组联络员(主席团可代)",
    "is_speaker": "提出人；小组、主席团凭纸质件",
    "passes_on": "主席团(联络处)；市级的由市人大机关",
    "is_unit": "主办、协办单位(机关可代)",
    "is_urged": "当前经办(乡村、小组由主席团代)",
    "is_urged_beside": "被催办的协办单位",
}


def mermaid() -> str:
    """States and the moves between them, as mermaid draws them."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in State]
    for step in TRANSITIONS.values():
        if step.target is None:
            continue
        for source in step.sources:
            for target in dict.fromkeys(step.targets):
                lines.append(f"    {source.value} --> {target.value}: {step.label}")
    return "\n".join(lines)


def table() -> str:
    """Every line of the rule book, in Markdown."""
    lines = [
        "| 事项 | 从 | 到 | 谁办 | 须填 | 可填 | 起算 | 停止 | 过程告知 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_line(step) for step in TRANSITIONS.values())])


def _line(step: Transition) -> str:
    target = "不变" if step.target is None else _states(step.targets)
    starts = step.starts.all if isinstance(step.starts, Fork) else (step.starts,)
    clocks = dict.fromkeys(str(clock.label) for each in starts for clock in each)
    cells = (
        step.label,
        "各在办状态" if len(step.sources) > 8 else _states(step.sources),
        target,
        WHO[step.who.__name__],
        "、".join(LABELS[name] for name in step.needs),
        "、".join(LABELS[name] for name in step.takes),
        "、".join(clocks),
        _stops(step),
        str(step.told.label),
    )
    return f"| {' | '.join(cells)} |"


def _stops(step: Transition) -> str:
    if len(step.stops) > 2:
        return "全部" if ClockStep.LAW in step.stops else "全部（法定答复不停）"
    return "、".join(str(clock.label) for clock in step.stops)


def _states(states) -> str:
    return "、".join(dict.fromkeys(str(State(state).label) for state in states))
