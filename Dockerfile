# Belowline in a container: docs/operators.md says how to run it.
FROM node:26-alpine AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:26-alpine
# Reachable from outside the container, whatever a mounted .env says.
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY commands commands
COPY src src
RUN mkdir data content && chown node:node data
USER node
VOLUME ["/app/data", "/app/content"]
EXPOSE 3000
HEALTHCHECK CMD wget -q -O /dev/null "http://127.0.0.1:${PORT:-3000}/healthz"
CMD ["node", "src/main.ts"]
