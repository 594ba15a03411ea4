"""What is printed, counted or logged is never changed: the database refuses."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# table, act, when it is refused; the log is kept for two years
RULES = (
    ("releases", "DELETE", "true"),
    ("blocks", "DELETE", "true"),
    ("audit", "DELETE", "OLD.at > {two_years_ago}"),
    ("audit_seals", "DELETE", "true"),
    ("audit_seals", "UPDATE", "true"),
    ("statement_batches", "DELETE", "true"),
    (
        "statement_batches",
        "UPDATE",
        "OLD.statements <> NEW.statements OR OLD.step_id <> NEW.step_id OR OLD.question <> NEW.question"
        " OR OLD.made_at <> NEW.made_at",
    ),
    (
        "reports",
        "UPDATE",
        "OLD.released_at IS NOT NULL AND (OLD.summary <> NEW.summary OR OLD.next_steps <> NEW.next_steps"
        " OR OLD.talk_guide <> NEW.talk_guide OR OLD.choices <> NEW.choices OR OLD.turnout <> NEW.turnout"
        " OR OLD.hash <> NEW.hash OR OLD.version <> NEW.version OR OLD.event_id <> NEW.event_id"
        " OR OLD.released_at <> NEW.released_at)",
    ),
    (
        "commitments",
        "UPDATE",
        "OLD.sent_at IS NOT NULL AND (OLD.words <> NEW.words OR OLD.number <> NEW.number OR NEW.sent_at IS NULL"
        " OR OLD.report_version <> NEW.report_version OR OLD.event_id <> NEW.event_id OR OLD.sent_at <> NEW.sent_at)",
    ),
    ("audit", "UPDATE", "true"),
    ("closing_turnouts", "UPDATE", "true"),
    ("closed_waves", "UPDATE", "true"),
    ("consents", "DELETE", "true"),
    ("consents", "UPDATE", "true"),
    (
        "releases",
        "UPDATE",
        "OLD.figures <> NEW.figures OR OLD.hash <> NEW.hash OR OLD.step_id <> NEW.step_id OR OLD.number <> NEW.number"
        " OR OLD.made_at <> NEW.made_at OR OLD.cause <> NEW.cause",
    ),
    (
        "blocks",
        "UPDATE",
        "OLD.parent_id IS NOT NULL OR OLD.tally <> NEW.tally OR OLD.question <> NEW.question OR OLD.level <> NEW.level"
        " OR OLD.event_id <> NEW.event_id OR coalesce(OLD.event_team_id, 0) <> coalesce(NEW.event_team_id, 0)",
    ),
)

TWO_YEARS_AGO = {
    "sqlite": "datetime('now', '-730 days')",
    "postgresql": "now() - interval '730 days'",
}


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$"
        )
    for table, act, refused in RULES:
        condition = refused.format(two_years_ago=TWO_YEARS_AGO["sqlite" if is_sqlite else "postgresql"])
        name = f"refuse_{act.lower()}_{table}"
        if is_sqlite:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
            )
        else:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW WHEN ({condition}) "
                "EXECUTE FUNCTION refuse_change()"
            )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, act, _condition in RULES:
        op.execute(f"DROP TRIGGER refuse_{act.lower()}_{table}" + ("" if is_sqlite else f" ON {table}"))
    if not is_sqlite:
        op.execute("DROP FUNCTION refuse_change()")
