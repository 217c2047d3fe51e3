"""OpenTelemetry's spans, where FRAMSTEG_TELEMETRY names a collector: one for each request.

A span says what our log line says: the view's name, the method, the status. Addresses, forms, SQL
and the words of errors are never in it, so there is nothing to take away afterwards. The library
is installed by those who use it: `tools/install telemetry`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest

import framsteg
from framsteg.config.refusals import Misconfigured

Told = Callable[[str, int], None]

_tracer: Any = None


def start(service: str) -> Callable[[], None]:
    """Send spans from this process from now on, if the settings name where to. Call what is
    returned to send what is left and end."""
    global _tracer
    address = settings.ENV.telemetry
    if not address:
        return lambda: None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise Misconfigured(
            "FRAMSTEG_TELEMETRY is set, but what sends it is not installed.\n"
            "    Mend: tools/install telemetry"
        ) from None
    named = {"service.name": service, "service.version": framsteg.__version__}
    provider = TracerProvider(resource=Resource(named))
    exporter = OTLPSpanExporter(endpoint=f"{address.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracer = provider.get_tracer("framsteg", framsteg.__version__)
    stop: Callable[[], None] = provider.shutdown
    return stop


@contextmanager
def request_span(request: HttpRequest) -> Iterator[Told]:
    """`with request_span(request) as told: …; told(view, status)`; nothing where nobody listens."""
    if _tracer is None:
        yield _nobody
        return
    from opentelemetry.trace import SpanKind
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    method = request.method or ""
    with _tracer.start_as_current_span(
        "request",
        context=TraceContextTextMapPropagator().extract(request.headers),
        kind=SpanKind.SERVER,
        attributes={"http.request.method": method},
        record_exception=False,
        set_status_on_exception=False,
    ) as span:

        def told(view: str, status: int) -> None:
            span.update_name(f"{method} {view}")
            span.set_attribute("http.route", view)
            span.set_attribute("http.response.status_code", status)

        yield told


def _nobody(_view: str, _status: int) -> None:
    """Nobody listens."""
