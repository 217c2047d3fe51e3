"""What every answer tells the browser, beside what Django and django-csp say by their settings."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Of all that a page may ask a device for, only the clipboard is used (a text that one copies).
SWITCHED_OFF = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in SWITCHED_OFF),
    # What does not say that it may be kept is kept nowhere: not even the way in.
    "Cache-Control": "private, no-store",
    # No other site may draw in our pages, files or pictures.
    "Cross-Origin-Resource-Policy": "same-origin",
}


class HeadersMiddleware:
    """Sets `HEADERS` where the page has not said otherwise itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
