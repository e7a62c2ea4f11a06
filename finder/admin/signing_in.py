"""Signing in."""

from flask import render_template

from finder.admin.routes import PUBLIC, Route, reads


def sign_in() -> str:
    """The ways in."""
    return render_template("admin/sign_in.html")


ROUTES: list[Route] = [
    reads("/sign-in", "sign_in", sign_in, PUBLIC),
]
