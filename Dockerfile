# The emulator's image, built from source: docker build -t fireworks-emulator .
#
#   docker run --rm -p 3473:3473 fireworks-emulator                                             jobs in memory
#   docker run --rm -p 3473:3473 -e EMULATOR_DATA_DIR=/data -v jobs:/data fireworks-emulator    jobs in a volume
#
# Every setting is an environment variable (EMULATOR_*, SPRING_DATASOURCE_URL …) or an argument (--emulator.…).
# Plain Dockerfile syntax on purpose: the classic builder can build it as well as BuildKit.

ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
# Maven and the dependencies come before the sources, so that a change of code downloads nothing again.
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -ntp -q dependency:go-offline
COPY src src
RUN ./mvnw -B -ntp -DskipTests package

FROM ${RUNTIME_IMAGE}
# Writable by group 0, so that the data directory works under any numeric user a platform picks.
RUN mkdir /data && chown 10001:0 /data && chmod 0770 /data
WORKDIR /app
COPY --from=build /build/target/fireworks-emulator.jar ./

# HOME, because the numeric user has no passwd entry. Half of the container's memory as heap leaves room for the
# rest of the JVM in a small container; set the variable anew to change it.
ENV HOME=/tmp \
    SERVER_ADDRESS=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
USER 10001:0
EXPOSE 3473

# No curl in the image: bash speaks enough HTTP for a status line.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-3473} && printf 'GET /_emulator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

ENTRYPOINT ["java", "-jar", "fireworks-emulator.jar"]

# Last, so that a new version or commit rebuilds labels only.
ARG VERSION=snapshot
ARG REVISION=unknown
LABEL org.opencontainers.image.title="fireworks-emulator" \
      org.opencontainers.image.description="A local, offline stand-in for the Fireworks AI fine-tuning API. Not affiliated with Fireworks AI." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
