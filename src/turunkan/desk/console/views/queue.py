"""Antrean: the queue, in the order of work."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from turunkan.core.vocab import Wording
from turunkan.desk.console.rows import outcome_titles, rows_of
from turunkan.desk.console.views.common import ID, person, tell
from turunkan.desk.intake.models import Account, ImportRun, Item
from turunkan.desk.review.claims import claim
from turunkan.desk.review.selectors import backlog, next_for, queue, saying, unread

PAGE = 25
FILTER_KEY = "queue"  # where a person's session keeps the filter that they review by
FILTERS = ("platform", "label", "priority", "import")
_ALL_DONE = Wording("Tidak ada lagi yang menunggu Anda.", "Nothing waits for you any more.")


def show(request: HttpRequest) -> HttpResponse:
    """The queue, its filter kept in the address."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    pages, waits = Paginator(queue(filters), PAGE), backlog()
    if not any(filters.values()):
        pages.count = waits.waiting  # which need not be counted twice
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(page.object_list),
        "filters": filters,
        "query": urlencode({name: value for name, value in filters.items() if value}),
        "run": _run_of(filters["import"]),
        "backlog": waits,
        "unread": unread().count(),
        "tiers": outcome_titles(),
    }
    return render(request, "console/queue.html", context)


def _run_of(text: str) -> ImportRun | None:
    """The import that the filter names."""
    return ImportRun.objects.filter(pk=int(text)).first() if ID.fullmatch(text) else None


def start(request: HttpRequest) -> HttpResponse:
    """Take the first that nobody holds."""
    filters = {name: request.POST.get(name, "") for name in FILTERS}
    request.session[FILTER_KEY] = filters
    item = next_for(person(request), filters)
    if item is None:
        tell(request, _ALL_DONE)
        return redirect("queue")
    claim(item, by=person(request))
    return redirect("item", pk=item.pk)


def links(request: HttpRequest) -> HttpResponse:
    """Pasted links whose text is still missing."""
    page = Paginator(unread(), PAGE).get_page(request.GET.get("page"))
    return render(request, "console/links.html", {"page": page})


def search(request: HttpRequest) -> HttpResponse:
    """Accounts by handle or name, Items by words or address; nothing that is speech or unrelated."""
    query = request.GET.get("q", "").strip()[:200]
    items: list[Item] = []
    accounts: list[Account] = []
    if len(query) >= 2:
        bare = query.lstrip("@")
        accounts = list(
            (Account.objects.filter(handle__icontains=bare) | Account.objects.filter(name__icontains=bare))[:PAGE]
        )
        items = saying(query, PAGE)
    context = {"query": query, "rows": rows_of(items), "accounts": accounts, "tiers": outcome_titles()}
    return render(request, "console/search.html", context)
