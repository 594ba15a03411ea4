"""People who sign in: users, administrators, sign-ins, mailed codes, counted attempts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.database import UtcDateTime, new_public_id
from workshop.extensions import Base


class User(Base):
    """A person with an address. Provisional (`proven_at` empty) until they prove that they can read its mail."""

    __tablename__ = "users"
    __table_args__ = (
        Index(
            "uq_users_proven_address",
            "address_key",
            unique=True,
            sqlite_where=text("proven_at IS NOT NULL"),
            postgresql_where=text("proven_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    address: Mapped[str]  # as typed; shown to its owner
    address_key: Mapped[str] = mapped_column(index=True)  # normalised; compared
    proven_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    zone: Mapped[str] = mapped_column(default="UTC")  # IANA name
    password_hash: Mapped[str | None]
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    visited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the last visit whose sign-in was noted
    warned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # told that everything of theirs will go

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """False once an administrator has disabled the account."""
        return self.disabled_at is None

    @property
    def is_proven(self) -> bool:
        """True once the person has shown that they read mail sent to the address."""
        return self.proven_at is not None


class Administrator(Base):
    """A user who looks after the site: people and clients, never answers."""

    __tablename__ = "administrators"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)


class SignIn(Base):
    """One device on which a user is signed in; ended by sign-out, by its owner elsewhere, or by time."""

    __tablename__ = "sign_ins"
    __table_args__ = (CheckConstraint("proof IN ('password', 'mail', 'join')", name="proof"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    proof: Mapped[str]
    device: Mapped[str] = mapped_column(default="")  # words such as "Firefox on Android"
    is_shared: Mapped[bool] = mapped_column(default=False)  # "This is not my own phone"
    is_staff: Mapped[bool] = mapped_column(default=False)  # ends after an hour without a page asked for
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class MailedCode(Base):
    """A link and a 6-digit code mailed to one address: ten minutes, single use, bound to the browser that asked."""

    __tablename__ = "mailed_codes"
    __table_args__ = (
        CheckConstraint("tries BETWEEN 0 AND 5", name="tries"),
        CheckConstraint("purpose IN ('sign_in', 'address')", name="purpose"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(default="sign_in")  # or to confirm a new address of `user_id`
    token_hash: Mapped[str] = mapped_column(unique=True)
    code_hmac: Mapped[str]
    address_key: Mapped[str] = mapped_column(index=True)
    address: Mapped[str]
    browser_hash: Mapped[str] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))  # who asked, when signed in
    next_path: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SecondFactor(Base):
    """What a user's app makes its codes from: a salt, which is a secret only together with the site's own key."""

    __tablename__ = "second_factors"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    salt: Mapped[str]
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # until then nobody is asked for it
    last_step: Mapped[int] = mapped_column(default=0)  # of 30 seconds since 1970: no code is taken twice


class RecoveryCode(Base):
    """What works once in the place of the app's code; stored as a keyed hash."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Attempt(Base):
    """How many wrong passwords, codes or letters asked for were counted under one key in one window of time."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("purpose", "key_hash", "window", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    key_hash: Mapped[str]
    window: Mapped[int]  # the window's number since 1970
    part: Mapped[int] = mapped_column(default=0)  # what a crowd counts at once is spread over several rows
    n: Mapped[int] = mapped_column(default=0)


class Erasure(Base):
    """A person was erased at their own wish; the keyed hash of the address keeps it from being imported again."""

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    address_hmac: Mapped[str] = mapped_column(index=True)
    receipt: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    people: Mapped[str] = mapped_column(default="")  # random ids of who went, so that a restored database forgets them too
    erased_at: Mapped[datetime] = mapped_column(UtcDateTime)
