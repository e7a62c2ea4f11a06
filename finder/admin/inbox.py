"""Errors that readers told of, beside the programmes they are about."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import at, desk, me
from finder.admin.routes import Route, does, reads
from finder.catalog.links import organizations, programmes
from finder.desk import reports
from finder.web.catalogue import catalogue

EVERY = "all"  # instead of a unit


def inbox() -> str:
    """What waits, of one unit's programmes or of all."""
    called, units = programmes(catalogue()), organizations(catalogue())
    chosen = request.args.get("unit") or me()["unit"] or EVERY
    chosen = chosen if chosen in units else EVERY
    waiting = [
        (one, called.get(one["programme_id"]))
        for one in reports.reports(desk(), at().date())
    ]
    return render_template(
        "admin/inbox.html",
        waiting=[
            (one, programme)
            for one, programme in waiting
            if chosen == EVERY or (programme and programme["organization"] == chosen)
        ],
        whole=len(waiting),
        units=units,
        chosen=chosen,
        every=EVERY,
        days=reports.KEPT.days,
    )


def handled(report: int) -> Response:
    """Somebody saw to it: the report goes."""
    if report < 2**63:
        reports.handle(desk(), report, me()["id"], at())
    unit = request.form.get("unit", "")
    known = unit in organizations(catalogue()) or unit == EVERY
    return redirect(url_for("admin.inbox", unit=unit if known else None), 303)


ROUTES: list[Route] = [
    reads("/inbox", "inbox", inbox, "writer"),
    does("/inbox/<int:report>/handled", "report_handled", handled, "writer"),
]
