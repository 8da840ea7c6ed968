"""A list page: search, chips, count, sort, pages, columns, export. All in the URL.

A room declares a Listing and its view is one line:

    return listing.page(request, VisitListing)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells.digits import whole_number
from tianmen_congress.base.registry import Registry

from .current import OWN, OfCampaign
from .filters import ListFilters
from .models import SavedSearch
from .narrowing import Chip, Narrowed
from .people import PARAMETER, PersonSearched
from .probing import guarded
from .results import WholeResult
from .tables import ListTable

PAGE_SIZES = (20, 50, 100)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to do from the list as a whole: a link at the top right."""

    label: str
    url: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class BulkButton:
    """An act on ticked rows; its page names the act and the count, then does it.

    `fits` says of a row whether the act comes into question, without asking the
    database: the bar tells of how many it does, the act itself decides.
    """

    label: str
    url: str
    fits: Callable[[Model], bool] = bool


class CountedPages(Paginator):
    """Pages of rows that were counted already: counting is dear, and asked for once."""

    def __init__(self, *args, total: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = total


class Listing(PersonSearched, OfCampaign, Narrowed, WholeResult):
    """One list. Subclasses give at least `title`, `table` and `rows`."""

    title = ""
    # What one row is called: 共 12 条走访记录.
    noun = "记录"
    table_class: type[ListTable]
    filters: type[ListFilters] | None = None
    template_name = "ui/listing.html"
    can_export = True
    # What is told beside the count, where another one is easily taken for it.
    beside_total = ""
    # Orders to choose from, in words, by what `sort` says; "" is the list's own.
    orders: dict[str, str] = {}
    empty_text = "还没有记录。"
    # Where else to look for what a search does not find.
    elsewhere = ""

    def __init__(self, request: HttpRequest, query: QueryDict | None = None, **kwargs):
        self.request = request
        self.user = request.user
        self.query = self.begun(request.GET if query is None else query)
        self.kwargs = kwargs

    def rows(self) -> QuerySet:
        """The rows that self.user may see, with what the table needs."""
        raise NotImplementedError

    def _every_row(self) -> QuerySet:
        """With what rooms above show of each."""
        return self.table_class.prepared(self.rows(), user=self.user)

    def buttons(self) -> list[Button]:
        return []

    def bulk_buttons(self) -> list[BulkButton]:
        return []

    @property
    def path(self) -> str:
        """Where `rebuild` finds it again, and what its readers' choices are kept by."""
        return f"{type(self).__module__}.{type(self).__qualname__}"

    @cached_property
    def filterset(self) -> ListFilters | None:
        if self.filters is None:
            return None
        return self.filters(self.query, self._every_row(), request=self.request)

    def search(self) -> QuerySet:
        """The rows that the search in force finds."""
        return self._every_row() if self.filterset is None else self.filterset.qs

    @property
    def found(self) -> QuerySet:
        """What the search finds, on all pages, as far as the user may ask for it."""
        return guarded(self.of_person(self.search()), user=self.user)

    def _table(self, **kwargs) -> ListTable:
        table = self.table_class(
            self.found,
            request=self.request,
            unsorted=self.unsorted,
            order_by=self.sorting or None,
            **kwargs,
        )
        rows = guarded(table.data.data, user=self.user)
        if rows.query.order_by:
            # Rows that compare equal keep their places from page to page.
            rows = rows.order_by(*rows.query.order_by, "pk")
        table.data.data = rows
        return table

    @property
    def sorting(self) -> list[str]:
        """The columns to sort by, as far as the table knows them."""
        known = self.table_class.base_columns.keys() - self.unsorted
        asked = self.query.getlist("sort")
        return [name for name in asked if name.removeprefix("-") in known]

    @property
    def order_choices(self) -> list[Chip]:
        """The orders that no heading offers; the one in force has no address."""
        chosen = self.query.get("sort", "")
        return [
            Chip("排序", label, "" if key == chosen else self._sorted_by(key))
            for key, label in self.orders.items()
        ]

    def _sorted_by(self, key: str) -> str:
        query = self.query.copy()
        for name in ("page", "sort"):
            query.pop(name, None)
        if key:
            query["sort"] = key
        return f"?{query.urlencode()}"

    @property
    def unsorted(self) -> set[str]:
        """Columns by which the user may not sort: he does not see them whole."""
        return self.table_class.hidden_orders(self.found, user=self.user)

    @cached_property
    def table(self) -> ListTable:
        table = self._table(acts=self.bulk_buttons(), exclude=self.hidden)
        return self._paged(table, self._page_number(table), self.per_page)

    def _paged(self, table: ListTable, page: int, per_page: int) -> ListTable:
        table.paginate(CountedPages, page=page, per_page=per_page, total=self.total)
        for name in self.told_once(table):
            table.columns.hide(name)
        return table

    def values(self) -> Iterator[list]:
        """The columns' titles, then every row found: what an export takes."""
        return self._table(exclude=[*self.hidden, "number"]).as_values()

    def _page_number(self, table: ListTable) -> int:
        """The page asked for; the last one when there are fewer."""
        asked = whole_number(self.query.get("page", "1")) or 1
        return max(1, min(asked, -(-self.total // self.per_page)))

    @property
    def per_page(self) -> int:
        asked = self.query.get("per_page", "")
        return next((n for n in PAGE_SIZES if str(n) == asked), PAGE_SIZES[0])

    @property
    def page_numbers(self) -> list[int | str]:
        """Numbers to click: the ends, and some around the page shown."""
        page = self.table.page
        return list(page.paginator.get_elided_page_range(page.number, on_each_side=2))

    @property
    def page_sizes(self) -> tuple[int, ...]:
        return PAGE_SIZES

    @cached_property
    def hidden(self) -> list[str]:
        own = [kept.hidden_columns for kept in self._kept if not kept.name]
        names = own[0] if own else self.table_class.hidden
        return [name for name in names if name in self.table_class.choosable()]

    @property
    def columns(self) -> list[dict]:
        """Columns to switch on and off."""
        base = self.table_class.base_columns
        return [
            {
                "name": name,
                "label": base[name].header or _verbose_name(self.found.model, name),
                "is_shown": name not in self.hidden,
            }
            for name in self.table_class.choosable()
        ]

    @property
    def searched(self) -> str:
        """The search in force as part of an address, without page and sort."""
        query = self.query.copy()
        for name in OWN:
            query.pop(name, None)
        return query.urlencode()

    @property
    def saved(self) -> str:
        """The same without who is looked for, which no saved search keeps."""
        query = QueryDict(self.searched, mutable=True)
        query.pop(PARAMETER, None)
        return query.urlencode()

    @cached_property
    def _kept(self) -> list[SavedSearch]:
        """What the user set for this list: searches with names, columns without one."""
        # unscoped: the user's own searches
        return list(SavedSearch.objects.filter(user=self.user, listing=self.path))

    @property
    def searches(self) -> list[SavedSearch]:
        return [kept for kept in self._kept if kept.name]


def _verbose_name(model: type[Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def rebuild(
    path: str, user: User, *, query: QueryDict, hidden: list[str], person: str = ""
) -> Listing:
    """A list as its page showed it to `user`, for work that goes on without the page."""
    kind, request = import_string(path), HttpRequest()
    request.method, request.user, request.GET = "GET", user, query
    listing = kind(request)
    listing.hidden, listing.person_told = hidden, person
    return listing


Exporter = Callable[[Listing], HttpResponse]
exporters: Registry[str, Exporter] = Registry()


def register_exporter(exporter: Exporter) -> None:
    """The room that writes workbooks stands above this one and announces itself."""
    exporters["export"] = exporter


def page(request: HttpRequest, kind: type[Listing], **kwargs) -> HttpResponse:
    """The list page, its part for htmx, or its workbook."""
    if (query := _without_empty(request.GET)) is not None:
        return redirect(f"{request.path}?{query}" if query else request.path)
    listing = kind(request, **kwargs)
    if "export" in request.GET:
        return _export(listing)
    if "print" in request.GET:
        return render(request, "ui/listing_print.html", {"listing": listing})
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    template = "ui/_listing.html" if is_part else listing.template_name
    response = render(request, template, {"listing": listing})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _without_empty(query: QueryDict) -> str | None:
    """The search without the fields that were left empty; None where none was.

    A browser without scripts sends them all, and an address is read by people.
    """
    pairs = [(name, value) for name, values in query.lists() for value in values]
    filled = [(name, value) for name, value in pairs if value.strip()]
    return None if len(filled) == len(pairs) else urlencode(filled)


def _export(listing: Listing) -> HttpResponse:
    if not (listing.can_export and exporters):
        raise Http404
    return exporters["export"](listing)
