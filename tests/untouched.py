"""What a browser sends back from a page on which nothing was touched."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

UNSENT = {"submit", "button", "file", "image", "reset"}


@dataclass
class _Form:
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    """The forms of a page with the values that their controls hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms = [_Form("get")]
        self.select: str | None = None
        self.offered: list[tuple[str, bool]] = []
        self.area: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append(_Form(given.get("method", "get").lower()))
        elif tag == "input":
            self._take_input(given)
        elif tag == "select":
            self.select, self.offered = given.get("name"), []
        elif tag == "option":
            self.offered.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.area, self.text = given.get("name"), ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self.select:
            chosen = [value for value, is_chosen in self.offered if is_chosen]
            first = [value for value, _ in self.offered[:1]]
            self._keep(self.select, *(chosen or first))
            self.select = None
        elif tag == "textarea" and self.area:
            self._keep(self.area, self.text.removeprefix("\n"))
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data

    def _take_input(self, given: dict) -> None:
        kind = given.get("type", "text")
        is_box = kind in {"checkbox", "radio"}
        is_sent = kind not in UNSENT and (not is_box or "checked" in given)
        if "name" in given and is_sent:
            self._keep(given["name"], given.get("value", "on" if is_box else ""))

    def _keep(self, name: str, *values: str) -> None:
        self.forms[-1].fields += [(name, value) for value in values]


def sent_back(page: HttpResponse) -> dict[str, list[str]]:
    """The largest form of `page` that is posted, as it would be sent untouched."""
    parser = _Forms()
    parser.feed(page.content.decode())
    posted = [form for form in parser.forms if form.method == "post"]
    form = max(posted, key=lambda each: len(each.fields))
    data: dict[str, list[str]] = {}
    for name, value in form.fields:
        data.setdefault(name, []).append(value)
    return data
