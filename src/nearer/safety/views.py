"""Help, for anybody. Leaving, in one press."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from .signals import leaving


@require_GET
def help_(request: HttpRequest) -> HttpResponse:
    return render(request, "safety/help.html", {"help_here": True})


@csrf_exempt  # A stale token must never stand between a person and the way out; `_from_here` guards the session.
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Away to somewhere harmless, whatever else happens. The session ends if our own page asked."""
    response = redirect(settings.NEARER_EXIT_URL)
    response.status_code = 303
    if _from_here(request):
        response["Clear-Site-Data"] = '"cache", "storage"'
        leaving.send(sender=leave, request=request, response=response)
    return response


def _from_here(request: HttpRequest) -> bool:
    """Whether the browser vouches that one of our own pages sent this."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == own
