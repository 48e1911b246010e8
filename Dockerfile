# Two images: `site` (web, worker, migrations) and `proxy`. Nothing in them runs as root, and nothing is written to them.

FROM node:22.21.1-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
RUN npm run build

FROM python:3.11.14-slim-bookworm AS packages
WORKDIR /build
COPY requirements-pdf.txt .
RUN python -m venv /opt/caldicott \
    && /opt/caldicott/bin/pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements-pdf.txt

FROM python:3.11.14-slim-bookworm AS site
ENV PATH=/opt/caldicott/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
# For reports as PDF: what sets their pages, and a typeface. Debian keeps one version of each at a time.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fontconfig fonts-liberation libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/caldicott
COPY --from=packages /opt/caldicott /opt/caldicott
COPY manage.py ./
COPY templates templates
COPY caldicott caldicott
COPY organisations organisations
COPY recommendations recommendations
COPY --from=assets /build/static/build static/build
# Settings want a key and a database. Collecting files uses neither, and neither stays in the image.
RUN SECRET_KEY=only-for-this-line DATABASE_URL=postgres://localhost/none python manage.py collectstatic --no-input \
    && python -m compileall -q caldicott organisations recommendations
USER 10001:10001
EXPOSE 8000
# As many threads in each worker as it has connections to the database (DATABASE_POOL).
CMD ["granian", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "8", "--respawn-failed-workers", \
     "--log-level", "warning", "caldicott.wsgi:application"]

FROM nginxinc/nginx-unprivileged:1.28.0-alpine AS proxy
COPY deploy/proxy/nginx.conf /etc/nginx/nginx.conf
COPY deploy/proxy/later.html /srv/errors/later.html
COPY --from=site /srv/caldicott/var/static /srv/static
USER 101:101
EXPOSE 8080
ENTRYPOINT ["nginx", "-g", "daemon off;"]
