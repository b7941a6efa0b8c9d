"""Pages for when something went wrong, what a home screen needs, and the page that shows every component once."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from . import installed
from . import patterns as shown


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        400,
        _("That did not arrive whole"),
        _("Your browser sent something that we could not read."),
        _("Nothing was changed. If you were writing, go back: your words are still on that page."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        403,
        _("This is not open to you"),
        _("You may not do that here."),
        _("Nothing was changed."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(
        request,
        403,
        _("This page had gone stale"),
        _("We could not be sure that the form came from you, so we did not take it."),
        _("Nothing was stored. Go back, copy what you wrote, load that page again and send it once more."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        404,
        _("There is nothing here"),
        _("The address may be old, or what was here is gone."),
        _("Nothing of yours was changed by looking."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _error(
        request,
        500,
        _("Something broke on our side"),
        _("It was not you. What you asked for did not happen."),
        _("What was kept before is still kept. If you were writing, go back: your words are still on that page."),
    )


def _error(request: HttpRequest, status: int, title: str, happened: str, kept: str) -> HttpResponse:
    return render(request, "ui/error.html", {"title": title, "happened": happened, "kept": kept}, status=status)


@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/patterns.html", shown.everything())


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    return JsonResponse(installed.manifest(), content_type="application/manifest+json")


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """From the root, so that it may answer for every page. Asked for anew each time, like all that is not hashed."""
    headers = {"Service-Worker-Allowed": "/"}
    return HttpResponse(installed.worker(), content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Kept by browsers for when there is no line. A HEAD tells whether there is one."""
    return render(request, "ui/offline.html")
