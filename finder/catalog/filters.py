"""What a search can be narrowed by."""

# filter, as in addresses -> the taxonomy its values belong to; in page order
OUTSIDE = "outside-city"  # a place that is in none of the districts
FILTERS = {
    "kind": "kind",
    "target_group": "target_group",
    "sector": "sector",
    "route": "route",
    "taught_in": "language_name",
    "swedish_level": "swedish_level",
    "form": "form",
    "intake": "intake",
    "hours": "hours",
    "support": "support",
    "cost": "cost",
    "compensation": "compensation",
    "open_to": "district",  # residents of
    "district": "district",  # of a place where it is held
}
