# syntax=docker/dockerfile:1

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json manifest.yml README.md ./
COPY scripts/build.ts ./scripts/
COPY bin ./bin
COPY src ./src
COPY demo ./demo
COPY simulator ./simulator
COPY content ./content
RUN npm run build
# What is compiled here need not be compiled at each start; the second call ends for want of tokens.
RUN node dist/guidepost.js check content && ! node dist/guidepost.js start

FROM node:24-slim AS production
# Articles can come from a git repository.
RUN apt-get update \
  && apt-get install -y --no-install-recommends git openssh-client ca-certificates \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production
# The program is complete: nothing is installed beside it.
COPY --from=build /app/dist ./dist
COPY content ./content
# The database lives here: mount a volume. The user `node` of the base image has the id 1000.
RUN mkdir data && chown node:node data
USER node
# CONTENT_DIR is not set: the articles of the image count only until guidepost.yml names sources.
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=data
EXPOSE 3000
VOLUME /app/data
# The event loop and the server answer; whether Slack is reached is told by /readyz.
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Little room for new objects, in which V8 would let garbage of short life take 100 MB and more.
CMD ["node", "--max-semi-space-size=16", "dist/guidepost.js", "start"]
