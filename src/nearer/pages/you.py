"""You: everything about one's own account, one tap each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearer.people import pairing
from nearer.people.door import needs_person, person_here
from nearer.people.spaces import current_space


@require_safe
@needs_person
def you(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    pairing.settle_quietly(me)
    space = current_space(me)
    page = {
        "here": "you",
        "name": me.name,
        "other": space.other.name if space and space.other else "",
        "code_waiting": bool(me.manifest.code),
    }
    return render(request, "pages/you.html", page)
