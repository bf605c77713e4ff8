# syntax=docker/dockerfile:1
# The server with its front end, run by an ordinary user. It holds no Postgres:
# give it one with SWITCHYARD_DATABASE_URL, as docker-compose.yml does.

FROM node:22-bookworm-slim AS packages
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts --no-fund --no-audit

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    go mod download
COPY . .
COPY --from=packages /src/node_modules node_modules
# Static, so that the base below may be any.
ENV CGO_ENABLED=0
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    go run -buildvcs=false ./internal/tools/bundle \
    && go build -buildvcs=false -trimpath -ldflags='-s -w' -o /out/switchyard ./cmd/switchyard

FROM debian:bookworm-slim
# The certificates are for https to Postgres and AWS.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 switchyard \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/switchyard --shell /usr/sbin/nologin switchyard \
    && install -d -o switchyard -g switchyard -m 0750 /var/lib/switchyard
COPY --from=build /out/switchyard /usr/local/bin/switchyard
# By number, so that a cluster can tell that it is not root.
USER 10001:10001
ENV SWITCHYARD_ADDR=0.0.0.0:8080 \
    SWITCHYARD_DATA_DIR=/var/lib/switchyard
VOLUME /var/lib/switchyard
EXPOSE 8080
STOPSIGNAL SIGTERM
# bash asks by itself: the image needs no curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
ENTRYPOINT ["switchyard"]
CMD ["serve"]
