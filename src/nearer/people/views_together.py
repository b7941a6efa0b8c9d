"""Becoming two, comparing the safety code, and leaving."""

from typing import Any

import segno
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearer.vault import SealError

from . import pairing, spaces
from .door import needs_person, person_here
from .forms import AT_ONCE, JoinForm, LeaveForm, ReachForm, SpaceForm
from .models import Invite
from .proof import proved
from .signals import leaving_space, paired
from .unlocked import Unlocked

REFUSALS = {
    "unknown": _("No invitation has this code. Check it letter by letter; it may also have been withdrawn."),
    "slow-down": _("Too many codes that do not exist. Wait 15 minutes and ask for a fresh one."),
    "yourself": _("This is your own invitation. Your partner uses it, from their own account."),
    "expired": _("This code has run out: it lasts a day. Ask your partner for a fresh one."),
    "used": _("This code has been used already. If that was not you, tell your partner, and ask for a fresh one."),
    "swapped": _(
        "The keys behind this code were changed on the way, so nobody was connected. "
        "Ask for a fresh code, and speak it in person."
    ),
    "already-two": _("You share a space with somebody already. Leave it first if you want to begin another."),
    "nobody": _("Nobody is waiting any more."),
}


@require_safe
@needs_person
def together(request: HttpRequest) -> HttpResponse:
    """Where the two of us stand: alone, invited, arrived, or together."""
    return _page(request, person_here(request))


@require_POST
@needs_person
def invite(request: HttpRequest) -> HttpResponse:
    me, form = person_here(request), ReachForm(request.POST)
    space = spaces.open_space(me)
    if space.other is not None:
        return _page(request, me, refused="already-two", status=409)
    if not form.is_valid():
        return _page(request, me, reach=form, status=422)
    pairing.invite(space, form.cleaned_data["reach"])
    return redirect("people:together")


@require_POST
@needs_person
def withdraw(request: HttpRequest) -> HttpResponse:
    pairing.withdraw(person_here(request))
    return redirect("people:together")


@require_POST
@needs_person
def join(request: HttpRequest) -> HttpResponse:
    me, form = person_here(request), JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, me, join=form, status=422)
    try:
        pairing.arrive(me, form.cleaned_data["code"], form.cleaned_data["reach"])
    except pairing.Refused as refusal:
        return _page(request, me, refused=refusal.reason, join=form, status=409)
    return redirect("people:together")


@require_POST
@needs_person
def confirm(request: HttpRequest) -> HttpResponse:
    """The inviter says: yes, that is the one. Or no, and the code is dead."""
    me = person_here(request)
    space = spaces.current_space(me)
    if space is None or space.other is not None:
        return redirect("people:together")
    if request.POST.get("answer") != "yes":
        pairing.withdraw(me)
        return redirect("people:together")
    try:
        pairing.confirm(space)
    except pairing.Refused as refusal:
        return _page(request, me, refused=refusal.reason, status=409)
    joined = spaces.current_space(me)
    paired.send(sender=Unlocked, space=joined)
    return redirect("/together/?note=paired")


@require_POST
@needs_person
def settings_(request: HttpRequest) -> HttpResponse:
    """When answers open (both), and who reaches the machine (in my own sealed view)."""
    me = person_here(request)
    space = spaces.current_space(me)
    reach, hour = ReachForm(request.POST), SpaceForm(request.POST)
    if space is None:
        return redirect("people:together")
    if "opening_hour" in request.POST and hour.is_valid():
        space.row.opening_hour = hour.cleaned_data["opening_hour"]
        space.row.save(update_fields=["opening_hour"])
    elif reach.is_valid():
        chosen = reach.cleaned_data["reach"]
        me.note(lambda manifest: manifest.spaces.setdefault(space.id, {}).update(reach=chosen))
    else:
        return _page(request, me, reach=reach, status=422)
    return redirect("/together/?note=saved")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs_person
def leave(request: HttpRequest) -> HttpResponse:
    """Alone, at once, without a reason."""
    me = person_here(request)
    space = spaces.current_space(me)
    if space is None or space.other is None:
        return redirect("people:together")
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and proved(me, form, "passphrase"):
        with transaction.atomic():
            spaces.close(space)
            leaving_space.send(sender=Unlocked, space=space, take_words_out=form.cleaned_data["take_out"])
        return redirect("/?note=left")
    page = {"form": form, "other": space.other.name, "here": "you"}
    return render(request, "people/leave.html", page, status=422 if form.errors else 200)


def _page(request: HttpRequest, me: Unlocked, refused: str = "", status: int = 200, **given: Any) -> HttpResponse:
    page: dict[str, Any] = {"here": "you", "reach": ReachForm(), "join": JoinForm(), **given}
    try:
        pairing.settle(me)
        space = spaces.current_space(me)
        page["arrival"] = pairing.waiting(space) if space and space.other is None else None
    except pairing.Refused as refusal:
        refused, space = refusal.reason, spaces.current_space(me)
    page["refused"] = REFUSALS.get(refused, "")
    page |= _alone(me) if space is None or space.other is None else _as_two(space)
    return render(request, "people/together.html", page, status=status)


def _alone(me: Unlocked) -> dict[str, Any]:
    own = me.manifest.pairing
    if own.get("role") == pairing.JOINER:
        return {"waiting": True}
    invited = Invite.objects.filter(inviter_id=me.id).first() if own.get("role") == pairing.INVITER else None
    if invited is None:
        return {}
    code = own["code"]
    groups = [code[at : at + 5] for at in range(0, len(code), 5)]
    return {"groups": groups, "qr": segno.make(code).svg_data_uri(scale=5, border=2), "expires": invited.expires}


def _as_two(space: spaces.OwnSpace) -> dict[str, Any]:
    try:
        digits = pairing.code_to_compare(space)
    except SealError:
        digits = ""
    hour = space.row.opening_hour
    return {
        "other": space.other.name if space.other else "",
        "digits": [digits[at : at + 5] for at in range(0, len(digits), 5)],
        "hour": SpaceForm(initial={"opening_hour": AT_ONCE if hour is None else str(hour)}),
        "reach": ReachForm(initial={"reach": space.reach}),
    }
