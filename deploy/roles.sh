#!/bin/sh
# Two roles: one owns the tables, the other is what the site logs in with and is bound by the second
# wall (docs/administrator.md). PostgreSQL's container runs this once, for a database that is new; for
# one that there is, run it by hand with the same variables. Running it again does no harm.
set -eu
: "${POSTGRES_USER:?}" "${POSTGRES_DB:?}" "${OWNER_PASSWORD:?}" "${SITE_PASSWORD:?}"
export OWNER_ROLE="${OWNER_ROLE:-framsteg_owner}" SITE_ROLE="${SITE_ROLE:-framsteg_site}"

# Passwords are read from the environment: arguments can be seen by others on the machine.
psql --quiet --no-psqlrc -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv database POSTGRES_DB
\getenv owner OWNER_ROLE
\getenv owner_password OWNER_PASSWORD
\getenv site SITE_ROLE
\getenv site_password SITE_PASSWORD
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY[:'owner', :'site']) AS name
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE :"owner" LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE :"site" LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'site_password';
ALTER DATABASE :"database" OWNER TO :"owner";
ALTER SCHEMA public OWNER TO :"owner";
-- What an earlier installation with one role has made.
SELECT format('ALTER TABLE %I.%I OWNER TO %I', schemaname, tablename, :'owner')
  FROM pg_tables WHERE schemaname = 'public' AND tableowner <> :'owner' \gexec
SELECT format('ALTER FUNCTION %s OWNER TO %I', p.oid::regprocedure, :'owner')
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> :'owner'::regrole
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') \gexec
SQL
