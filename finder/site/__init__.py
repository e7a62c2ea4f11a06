"""Residents' and caseworkers' pages. They read the catalogue and never write it."""

from flask import Blueprint, Flask, request
from werkzeug.wrappers import Response

from finder.site import about, beside, browse, find, home, programme, sitemap
from finder.site.cards import lines_with_marks, with_marks
from finder.web.addresses import without_unknown

site = Blueprint("site", __name__, url_prefix="/<language>")

site.add_app_template_filter(with_marks)
site.add_app_template_filter(lines_with_marks)
site.add_url_rule("/", "home", home.home)
site.add_url_rule("/programmes", "find", find.find)
site.add_url_rule("/suggestions", "suggestions", find.suggestions)
site.add_url_rule("/programmes/<programme_id>", "programme", programme.programme)
site.add_url_rule("/programmes/<programme_id>/beside/<other>", "beside", beside.beside)
site.add_url_rule("/kinds", "kinds", browse.kinds)
site.add_url_rule("/districts", "districts", browse.districts)
site.add_url_rule("/districts/<district_id>", "district", browse.district)
site.add_url_rule("/about", "about", about.about)
site.add_url_rule("/about/accessibility", "accessibility", about.accessibility)
site.add_url_rule("/about/privacy", "privacy", about.privacy)
site.add_url_rule("/sitemap.xml", "sitemap", sitemap.sitemap)

# What an address may ask for; anything else in it means nothing.
ALLOWED = {
    "site.find": find.ALLOWED,
    "site.suggestions": ("q",),
    "site.programme": ("q",),
}


@site.before_request
def tidied() -> Response | None:
    """An address without what means nothing there: one page has one address."""
    return without_unknown(ALLOWED.get(request.endpoint or "", ()))


def init_app(app: Flask) -> None:
    """The site's pages, and what search engines look for beside them."""
    app.register_blueprint(site)
    app.add_url_rule("/robots.txt", "robots", sitemap.robots)
    app.add_url_rule("/sitemap.xml", "sitemaps", sitemap.sitemaps)
