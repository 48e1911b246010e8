-- Run once, by the database's owner, when the database is made. The site works with its rows and owns nothing: it can
-- neither change a table nor empty one past its triggers.

\set ON_ERROR_STOP on
\getenv password SITE_DATABASE_PASSWORD

CREATE ROLE caldicott_site LOGIN PASSWORD :'password';
GRANT USAGE ON SCHEMA public TO caldicott_site;
-- A table of its own could take the name of one that a rule asks.
REVOKE TEMPORARY ON DATABASE :"DBNAME" FROM PUBLIC;

-- For every table that migrations, which the owner runs, will make.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO caldicott_site;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO caldicott_site;
