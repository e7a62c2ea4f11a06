"""What people change of their own sign-in."""

from datetime import datetime

from sqlite_utils import Database

from finder.desk import events, invitations, second_steps
from finder.desk.database import write

ONE = "DELETE FROM session WHERE account_id = ? AND digest = ?"
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


def end_session(db: Database, account_id: int, digest: str, at: datetime) -> None:
    """End one session of an account, now, if it is theirs."""
    with write(db):
        if db.execute(ONE, [account_id, digest]).rowcount:
            events.add(db, account_id, "session.ended", str(account_id), at)


def end_others(db: Database, account_id: int, digest: str, at: datetime) -> None:
    """End every session of an account but one."""
    with write(db):
        db.execute(OTHERS, [account_id, digest])
        events.add(db, account_id, "session.others_ended", str(account_id), at)
