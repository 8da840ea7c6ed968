"""The forms of a page as a browser sees them: where they go and what they would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

# What a browser sends only when it was pressed or ticked.
PRESSED = {"submit", "button", "image", "reset"}
TICKED = {"checkbox", "radio"}
OWN = ("csrfmiddlewaretoken", "form_token")


@dataclass
class Box:
    """One thing to fill in."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    is_ticked: bool = False
    # A box for a day; the address that offers rows while somebody types.
    is_day: bool = False
    source: str = ""

    @property
    def sent(self) -> list[str]:
        if self.kind in TICKED and not self.is_ticked:
            return []
        return self.values or [""]


@dataclass
class Form:
    """One form: `boxes` in the order of the page."""

    action: str
    method: str = "get"
    boxes: list[Box] = field(default_factory=list)
    ident: str = ""

    @property
    def names(self) -> list[str]:
        """What a person or a program may fill in, each once."""
        every = [box.name for box in self.boxes if box.name not in OWN]
        return list(dict.fromkeys(every))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the browser sends when nothing is changed."""
        return [
            (box.name, value)
            for box in self.boxes
            if box.kind not in PRESSED | {"file"}
            for value in box.sent
        ]

    @property
    def has_files(self) -> bool:
        return any(box.kind == "file" for box in self.boxes)

    def value(self, name: str) -> str:
        return next((value for key, value in self.pairs if key == name), "")

    def changed(self, **values: str) -> list[tuple[str, str]]:
        """The pairs with these values instead of the page's own."""
        kept = [(name, value) for name, value in self.pairs if name not in values]
        return kept + list(values.items())


class _Reader(HTMLParser):
    """Collects forms; a box may stand outside its form and name it."""

    def __init__(self, url: str):
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self.outside: list[tuple[str, Box]] = []
        self.open: Form | None = None
        self.box: Box | None = None
        self.source = ""
        self.patterns = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        starts = {
            "form": self.start_form,
            "input": self.start_input,
            "button": self.start_button,
            "textarea": self.start_textarea,
            "select": self.start_select,
            "option": self.start_option,
            "div": self.start_div,
        }
        # What stands in a <template> is sent by nobody.
        self.patterns += tag == "template"
        if tag in starts and not self.patterns:
            starts[tag](given)

    def handle_endtag(self, tag):
        self.patterns -= tag == "template"
        if tag == "form":
            self.open = None
        elif tag in ("select", "textarea"):
            self.box = None

    def handle_data(self, data):
        if self.box is not None and self.box.kind == "textarea":
            # A browser leaves out the line break after the tag.
            text = "".join(self.box.values) + data
            self.box.values = [text.removeprefix("\n")]

    def start_form(self, given):
        self.open = Form(
            urljoin(self.url, given.get("action") or self.url),
            (given.get("method") or "get").lower(),
            ident=given.get("id") or "",
        )
        self.forms.append(self.open)

    def start_input(self, given):
        kind = given.get("type") or "text"
        value = given.get("value")
        values = ["on" if value is None else value] if kind in TICKED else [value or ""]
        box = Box(given.get("name"), kind, values, [], "checked" in given)
        box.is_day = "data-day" in given
        if self.source and kind in ("text", "hidden"):
            box.source = self.source
            self.source = self.source if kind == "text" else ""
        self._add(box, given)

    def start_div(self, given):
        self.source = given.get("data-lookup") or self.source

    def start_button(self, given):
        if given.get("formaction") and (form := self._form_of(given)):
            action = urljoin(self.url, given["formaction"])
            self.forms.append(Form(action, form.method, form.boxes, form.ident))
        kind = given.get("type") or "submit"
        self._add(Box(given.get("name"), kind, [given.get("value") or ""]), given)

    def start_textarea(self, given):
        self.box = Box(given.get("name"), "textarea", [])
        self._add(self.box, given)

    def start_select(self, given):
        self.box = Box(given.get("name"), "select", [])
        self._add(self.box, given)

    def start_option(self, given):
        if self.box is None or self.box.kind != "select":
            return
        value = given.get("value") or ""
        self.box.options.append(value)
        if "selected" in given:
            self.box.values.append(value)

    def _form_of(self, given) -> Form | None:
        if wanted := given.get("form"):
            return next((f for f in self.forms if f.ident == wanted), None)
        return self.open

    def _add(self, box: Box, given) -> None:
        if not box.name:
            return
        if form := self._form_of(given):
            form.boxes.append(box)
        elif given.get("form"):
            self.outside.append((given["form"], box))

    def close(self):
        super().close()
        for ident, box in self.outside:
            for form in self.forms:
                if form.ident == ident:
                    form.boxes.append(box)


def forms_on(page: str, url: str) -> list[Form]:
    """The forms of `page`, which was read at `url`."""
    reader = _Reader(url)
    reader.feed(page)
    reader.close()
    for form in reader.forms:
        for box in form.boxes:
            if box.kind == "select" and not box.values:
                box.values = box.options[:1]
    return reader.forms
