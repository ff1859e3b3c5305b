# atlas-ssg with the browser it draws with. In the folder of an atlas:
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/atlas" atlas-ssg build
FROM node:20-slim AS assets
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim AS wheel
WORKDIR /source
COPY --from=assets /source/node_modules node_modules
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheel .

FROM python:3.11-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends chromium git \
 && rm -rf /var/lib/apt/lists/* \
 && git config --system --add safe.directory /atlas
RUN --mount=from=wheel,source=/wheel,target=/wheel pip install --no-cache-dir /wheel/*.whl
# A container forbids the browser's own sandbox, and is one itself.
ENV ATLAS_SANDBOX=off
WORKDIR /atlas
ENTRYPOINT ["atlas-ssg"]
CMD ["build"]
