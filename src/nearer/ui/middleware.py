"""Headers that keep a page out of caches, histories, searches and other people's windows."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

OFF = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope"),
    *("magnetometer", "microphone", "midi", "payment", "usb"),
)

EVERYWHERE = {
    # Not "no-referrer": browsers then send "Origin: null" with every form, which Django's CSRF check
    # must refuse. Other sites learn nothing either way.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in OFF),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


class PrivacyHeaders:
    """Sets them on every answer, errors too. Only files that are the same for everybody may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in EVERYWHERE.items():
            response[name] = value
        if not request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
            response["Cache-Control"] = "no-store"
        return response
