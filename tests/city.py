"""A small invented city with its programmes: read it in a minute, test against it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from finder.catalog.document import SELDOM, ProgrammeDocument, digest

AT = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)  # when tests publish
ORIGINAL = {"name_explained": "name"}  # what an explanation is made from
DISTRICTS = {"norr": "Norrby", "soder": "Söderby", "oster": "Österby"}
TERMS = {
    "kind": {
        "coaching": "Jobbcoachning",
        "swedish-language": "Svenska",
        "holiday-job": "Feriejobb",
    },
    "target_group": {
        "young": "Unga",
        "parents": "Föräldrar",
        "unemployed": "Arbetslösa",
    },
    "route": {"self-referral": "Sök själv", "jobbtorg": "Genom Jobbtorg"},
    "sector": {"care": "Vård och omsorg", "restaurant-food": "Restaurang och mat"},
    "theme": {"digital-skills": "Digitala kunskaper"},
    "profession": {"engineers": "Ingenjörer"},
    "support": {"childcare": "Barnpassning", "interpreter": "Tolk"},
    "language_name": {"sv": "Svenska", "en": "Engelska"},
    "compensation": {"salary": "Lön"},
    "hours": {"day": "Dagtid", "evening": "Kvällstid", "part-time": "Deltid"},
    "delivery": {"in-house": "Stadens egen personal"},
    "area_scope": {"city": "Hela staden", "districts": "Vissa stadsdelar"},
    "swedish_level": {"none": "Ingen svenska", "sfi-c": "Sfi C"},
    "income_support_rule": {"required": "Bara med ekonomiskt bistånd"},
    "cost": {"free": "Kostar inget"},
    "form": {"on-site": "På plats", "remote": "På distans"},
    "intake": {"continuous": "Hela året", "fixed-starts": "Vissa datum"},
    "measure": {"to_work": "Fick jobb"},
    "unit": {"percent": "procent", "people": "personer"},
}


def term_label(label: str) -> dict[str, str]:
    """Invented labels: the Swedish word, with a sign of the language in front elsewhere."""
    return {"sv": label, "en": f"en {label}", "ar": f"كلمة {label}"}


def document(
    programme: str, name: str, summary: str, **changes: Any
) -> ProgrammeDocument:
    """A programme document with nothing stated but what is given.

    Texts are given as ``sv={"what": …}`` and ``en={…}``; the rest are fields.
    """
    swedish = {"name": name, "summary": summary, **changes.pop("sv", {})}
    texts = {"sv": {**_machine(), **swedish}}
    english = changes.pop("en", None)
    if english:
        based_on = {part: digest(swedish[ORIGINAL.get(part, part)]) for part in english}
        texts["en"] = {**_machine(), **english, "based_on": based_on}
    fields: dict[str, Any] = {
        name: None for name in ProgrammeDocument.__annotations__ if name not in SELDOM
    }
    fields |= {name: [] for name in _lists()}
    fields |= {
        "id": programme,
        "source_language": "sv",
        "status": "active",
        "confirmed": True,
    }
    fields |= {"kind": "coaching", "organization": "staden", "area_scope": "city"}
    fields |= {"review_every": 6, "confidence": "high", "texts": texts}
    return {**fields, **changes}  # type: ignore[typeddict-item]


def documents() -> list[ProgrammeDocument]:
    """The city's programmes, by id."""
    return [
        document(
            "barnkock",
            "Kock i skolkök",
            "Lär dig laga mat åt barn.",
            kind="swedish-language",
            sectors=["restaurant-food"],
            target_groups=["parents"],
            hours=["day"],
            form="on-site",
            locations=["koket"],
            sv={"what": "Du lagar mat i ett kök och lär dig svenska."},
            en={
                "name_explained": "Cook in a school kitchen",
                "summary": "Learn to cook for children.",
            },
        ),
        document(
            "feriejobb",
            "Feriejobb",
            "Jobba på sommarlovet.",
            kind="holiday-job",
            target_groups=["young"],
            age_min=16,
            age_max=19,
            sv={"what": "Du jobbar tre veckor."},
            en={
                "name_explained": "Holiday jobs",
                "summary": "Work in the summer holidays.",
            },
        ),
        document(
            "feriejobb-norr",
            "Feriejobb i Norrby",
            "Sommarjobb för dig som bor i Norrby.",
            kind="holiday-job",
            part_of="feriejobb",
            area_scope="districts",
            districts=["norr"],
            target_groups=["young"],
        ),
        document(
            "gamla-spar",
            "Gamla spår",
            "Ett projekt som är slut.",
            status="archived",
            confirmed=False,
            seen_year=2012,
            runs_to="2012",
        ),
        document(
            "jobbhjalp",
            "Jobbhjälp",
            "Få hjälp att söka jobb.",
            routes=["self-referral"],
            hours=["day", "evening"],
            form="remote",
            seen_year=2024,
            web="https://example.org/jobb",
            phone="08-123 45 67",
            sources=["https://example.org/kalla"],
            outcomes=[
                {
                    "period": "2023",
                    "measure": "to_work",
                    "value": 40,
                    "unit": "percent",
                    "definition": {
                        "sv": "40 procent fick jobb.",
                        "en": "40 per cent got a job.",
                    },
                    "source": "https://example.org/kalla",
                }
            ],
            sv={
                "what": "En coach hjälper dig att skriva cv.",
                "who": "Du som söker jobb.",
            },
            en={
                "name_explained": "Help with jobs",
                "summary": "Get help to look for work.",
                "what": "A coach helps you write a CV.",
            },
        ),
        document(
            "sprakkafe",
            "Språkkafé på kvällen",
            "Öva svenska över en kopp kaffe.",
            kind="swedish-language",
            confirmed=False,
            seen_year=2019,
            hours=["evening"],
            swedish_level="none",
            supports=["childcare"],
            locations=["biblioteket"],
            sv={"what": "Ni pratar svenska i liten grupp. Återvinning av ord."},
        ),
    ]


def write(folder: Path) -> Path:
    """The city as a source folder of ``finder.catalog.shipped``."""
    (folder / "programmes").mkdir(parents=True)
    about = {"published_at": "2026-01-02T03:04:05+00:00", "note": "An invented city."}
    files: dict[str, Any] = {
        "catalogue": about,
        "taxonomy": _taxonomy(),
        "districts": _districts(),
    }
    files |= {
        "organizations": _organizations(),
        "locations": _locations(),
        "figures": _figures(),
    }
    files |= {"concepts": _concepts()}
    files |= {f"programmes/{one['id']}": one for one in documents()}
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def _machine() -> dict[str, Any]:
    return {"made_by": "machine", "checked_by": None, "checked_on": None}


def _lists() -> tuple[str, ...]:
    return (
        *(
            "further_kinds",
            "partners",
            "districts",
            "target_groups",
            "professions",
            "themes",
        ),
        *(
            "sectors",
            "routes",
            "compensation",
            "hours",
            "starts",
            "languages",
            "supports",
        ),
        *("locations", "inferred", "sources", "outcomes"),
    )


def _taxonomy() -> list[dict[str, Any]]:
    return [
        {
            "taxonomy": taxonomy,
            "terms": [
                {"id": one, "label": term_label(label)} for one, label in given.items()
            ],
        }
        for taxonomy, given in TERMS.items()
    ]


def _districts() -> list[dict[str, Any]]:
    return [
        {
            "id": one,
            "name": name,
            "part_of_city": "Ytterstaden",
            "position": {"lat": 59.3, "lon": 18.0},
            "neighbourhoods": [f"{name} gård"],
            "population": [{"date": "2024-12-31", "value": 1000, "derived": False}],
            "former": [{"name": f"Gamla {name}", "from": "2007", "to": "2020"}],
            "page": None,
        }
        for one, name in DISTRICTS.items()
    ]


def _organizations() -> list[dict[str, Any]]:
    staden = {"id": "staden", "name": "Staden", "type": "city-department", "web": None}
    return [
        {
            **staden,
            "succeeded_by": None,
            "explained": {"sv": "kommunen", "en": "the city"},
        }
    ]


def _locations() -> list[dict[str, Any]]:
    places = {"koket": ("Köket", "norr"), "biblioteket": ("Biblioteket", "soder")}
    return [
        {
            "id": one,
            "name": name,
            "address": "Storgatan 1",
            "locality": None,
            "district_id": district,
            "outside_city": 0,
            "phone": None,
            "email": None,
            "web": None,
            "organization_id": "staden",
            "directions": {"sv": "vid torget"},
        }
        for one, (name, district) in places.items()
    ]


def _concepts() -> list[dict[str, Any]]:
    return [
        {
            "id": "waiter",
            "labels": {
                "sv": ["servitör", "servera mat"],
                "en": ["waiter"],
                "ar": ["نادل"],
            },
            "terms": [{"taxonomy": "sector", "term": "restaurant-food", "weight": 2}],
        }
    ]


def _figures() -> list[dict[str, Any]]:
    return [
        {
            "id": "bistand-norr-2017",
            "area": "norr",
            "area_name": "Norrby",
            "period": "2017",
            "measure": "income-support",
            "value": 12,
            "unit": "people",
            "source": "https://example.org/statistik",
            "derived": 0,
            "definition": {
                "sv": "Personer med ekonomiskt bistånd.",
                "en": "People on income support.",
            },
        }
    ]
