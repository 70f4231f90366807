# syntax=docker/dockerfile:1

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
RUN npm run build

FROM node:24-slim AS production
# What fetches repositories that guidepost.yml names.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git openssh-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
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
# A small space for new objects: without it V8 lets garbage of short life take 100 MB and more.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=8", "dist/main.js"]
