"""When facts are to be checked again, as SQL over a row ``p`` of the programme table.

NULL where nobody has ever checked them. All who ask for a day compare it with these.
"""

SOON = 30  # days before it is due within which a review counts as due
LONG = 60  # days after it was due from which on readers are told

DUE_ON = "date(p.assured_on, '+' || p.review_every || ' months')"
# the first day on which it is overdue for more than LONG days
LONG_OVERDUE_FROM = f"date({DUE_ON}, '+{LONG + 1} days')"
