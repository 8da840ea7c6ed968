"""Every key of the product, by the page where it works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` are pressed one with another (+), or any of several (或)."""

    keys: str
    does: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    page: str
    keys: tuple[Key, ...]
    # Chapters whose readers use them.
    chapters: tuple[str, ...] = ()


KEY_GROUPS = (
    KeyGroup(
        "各页",
        (
            Key("?", "打开本表（不在输入框中、不在用输入法时）"),
            Key("Esc", "关闭本表和展开的菜单"),
            Key("Ctrl+Enter", "保存正在填写的表单"),
            Key("Tab", "到下一项；Shift+Tab 回到上一项"),
        ),
        ("opinion", "activity", "inspection"),
    ),
    KeyGroup(
        "登记走访",
        (
            Key("Enter", "到下一项；在村、户、代表的输入框中即选定"),
            Key("Shift+Enter", "在文字栏里换行"),
            Key("Ctrl+Shift+Enter", "保存并继续录入"),
            Key("首字母", "选村、户、代表和类别，如“qs”选青山"),
            Key("1 至 9", "选中所在问题的第几个选项"),
            Key("Alt+V", "换走访村"),
            Key("Alt+R", "到参加代表"),
            Key("Alt+H", "加一户"),
            Key("Alt+O", "给此户加一条意见建议"),
            Key("Alt+N", "登记名册中没有的户（有权登记的）"),
            Key("Alt+1 至 Alt+9", "填入第几条常用语"),
            Key("Alt+S", "把本栏文字记为常用语"),
        ),
        ("visit",),
    ),
    KeyGroup(
        "逐件办理意见建议",
        (
            Key("Alt+N", "下一件"),
            Key("Alt+P", "上一件"),
            Key("Alt+L", "回到待办"),
            Key("Alt+1 至 Alt+9", "换一种办法，如由“交办”换到“提请市级解决”"),
            Key("Ctrl+Enter", "办理；要核对的，在下一页再按一次"),
        ),
        ("report-up", "triage", "answer", "verdict"),
    ),
)


def keys_of(chapter: str) -> list[KeyGroup]:
    return [group for group in KEY_GROUPS if chapter in group.chapters]
