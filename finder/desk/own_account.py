"""What people change of their own sign-in."""

from datetime import datetime

from sqlite_utils import Database

from finder.desk import events, invitations, second_steps
from finder.desk.database import write

OTHERS = "DELETE FROM session WHERE account_id = ? AND digest <> ?"


def change_password(
    db: Database, account_id: int, password: str, session: str, at: datetime
) -> None:
    """Keep the hash *password*; all sessions but *session* end."""
    with write(db):
        db.table("account").update(account_id, {"password": password})
        db.execute(OTHERS, [account_id, session])
        events.add(db, account_id, "account.password", str(account_id), at)


def new_codes(
    db: Database, account_id: int, key: bytes, token: str, at: datetime
) -> None:
    """Ten recovery codes made from *token*, within the caller's transaction; older ones go."""
    codes = second_steps.recovery_codes(key, token)
    invitations.replace_codes(db, account_id, codes)
    events.add(db, account_id, "account.codes", str(account_id), at)
