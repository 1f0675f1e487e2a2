"""Whether a PostgreSQL is fit for the portal; the embedded one is asked too, since a blind index says nothing."""

import psycopg

from portal.startup.messages import Stop

OLDEST = 15
SECONDS_TO_CONNECT = 10


def refuse_unfit_database(parameters):
    """Ends with one sentence unless this PostgreSQL is new enough, keeps UTF-8 and finds Chinese by trigrams.

    Nothing stays behind: what is tried is rolled back.
    """
    try:
        connection = psycopg.connect(**({"connect_timeout": SECONDS_TO_CONNECT} | parameters))
    except psycopg.Error as error:
        raise Stop(_why_not_connected(parameters, str(error))) from None
    with connection:
        try:
            _check(connection)
        except psycopg.Error as error:
            raise Stop(f"The PostgreSQL of DATABASE_URL could not be checked: {_one_line(str(error))}.") from None
        finally:
            if not connection.closed:
                connection.rollback()


def _check(connection):
    version = connection.info.server_version // 10000
    if version < OLDEST:
        raise Stop(
            f"The PostgreSQL of DATABASE_URL is version {version}, the portal needs {OLDEST} or newer: upgrade it."
        )
    name = connection.info.dbname
    encoding = connection.execute("SHOW server_encoding").fetchone()[0]
    if encoding != "UTF8":
        raise Stop(f"The database {name} is encoded in {encoding}, the portal needs UTF8: {_how_to_make(name)}.")
    _check_rights(connection, name)
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except psycopg.errors.InsufficientPrivilege:
        raise Stop(
            f"{connection.info.user} may not add pg_trgm: say CREATE EXTENSION pg_trgm in {name} as its owner."
        ) from None
    except psycopg.Error:
        raise Stop(
            "The PostgreSQL of DATABASE_URL lacks the extension pg_trgm: install its contrib package "
            "(Debian: postgresql-contrib), then say CREATE EXTENSION pg_trgm."
        ) from None
    if not _sees_chinese(connection):
        kind = connection.execute("SELECT datctype FROM pg_database WHERE datname = current_database()").fetchone()[0]
        raise Stop(
            f"The database {name} has LC_CTYPE {kind}, in which searching finds no Chinese: {_how_to_make(name)}."
        )


def _check_rights(connection, name):
    may_create = "SELECT has_schema_privilege(current_user, coalesce(current_schema(), 'public'), 'CREATE')"
    if connection.execute("SELECT pg_is_in_recovery()").fetchone()[0]:
        raise Stop(f"The database {name} is a standby that takes no writes: name the primary in DATABASE_URL.")
    if not connection.execute(may_create).fetchone()[0]:
        role = connection.info.user
        raise Stop(f"{role} may not make tables in {name}: say ALTER DATABASE {name} OWNER TO {role} as its owner.")


def _sees_chinese(connection):
    schema = connection.execute(
        "SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'pg_trgm'"
    ).fetchone()[0]
    function = psycopg.sql.Identifier(schema, "show_trgm")
    return bool(connection.execute(psycopg.sql.SQL("SELECT {}('开源')").format(function)).fetchone()[0])


def _how_to_make(name):
    return f"make it anew with createdb --template=template0 --encoding=UTF8 --lc-ctype=C.UTF-8 {name}"


def _why_not_connected(parameters, said):
    where = f"{parameters.get('host') or 'its local socket'}" + (
        f":{parameters['port']}" if parameters.get("port") else ""
    )
    return (
        f"No connection to DATABASE_URL at {where} ({_one_line(said)}): start PostgreSQL there, or correct the address."
    )


def _one_line(text):
    """The last thing said; libpq tells of every address that it tried."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "failed:" in line] or lines
    return (
        telling[-1].rpartition("failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")
        if lines
        else "it gave no reason"
    )
