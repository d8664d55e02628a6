# The emulator's image, built from source: docker build -t fireworks-emulator .
#
#   docker run --rm -p 3473:3473 fireworks-emulator                                             data in memory
#   docker run --rm -p 3473:3473 -e EMULATOR_DATA_DIR=/data -v jobs:/data fireworks-emulator    data in a volume
#   docker run --rm fireworks-emulator --help                                                   other commands
#
# Settings are environment variables (EMULATOR_*, SPRING_DATASOURCE_URL …) or arguments (--emulator.…). JVM options go into
# _JAVA_OPTIONS and take precedence over those of the image.
# This file uses no BuildKit syntax, so the classic builder can build it too. It builds for amd64 and arm64, natively: a stage runs the JVM.

ARG BUILD_IMAGE=eclipse-temurin:25-jdk

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
# Separate layers for Maven and the dependencies, so that a change of the sources does not download them again.
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -ntp -q dependency:go-offline
COPY src src
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package

# The root file system of the image: a JVM with the required modules, the C libraries that it is linked to, and writable directories. It has
# no shell and no package manager. /app/*.cdx.json (SBOM) and /usr/share/doc list the contents.
FROM ${BUILD_IMAGE} AS root
RUN "$JAVA_HOME/bin/jlink" --output /root/opt/java --strip-java-debug-attributes --no-header-files --no-man-pages --generate-cds-archive \
    --add-modules java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs
SHELL ["/bin/bash", "-c"]
RUN cd /root && rm -f opt/java/lib/server/classes_nocoops.jsa opt/java/lib/lib{awt*,fontmanager,freetype,javajpeg,jawt,jsound,lcms,mlib_image,splashscreen}.so \
 && find opt/java -type f \( -name '*.so' -o -perm -100 \) -exec ldd {} + 2>/dev/null \
      | awk '$3 ~ /^\// { print $3 } $1 ~ /^\// && $2 ~ /^\(/ { print $1 }' | grep -v /root/ | sort -u > /libraries \
 && while read -r library; do mkdir -p ".$(dirname "$library")" && cp -L "$library" ".$library"; done < /libraries \
 && mkdir -p app data etc tmp usr/share/doc \
 && { dpkg -S $(cat /libraries) 2>/dev/null | cut -d: -f1 | sort -u | xargs -r dpkg -l > usr/share/doc/packages || true; } \
 && echo 'emulator:x:10001:0::/tmp:' > etc/passwd && echo 'root:x:0:' > etc/group \
 && chown -R 10001:0 data && chmod 0770 data && chmod 1777 tmp
COPY --from=build /build/target/fireworks-emulator.jar /build/target/classes/META-INF/sbom/application.cdx.json /root/app/

FROM scratch AS runtime
COPY --from=root /root /
WORKDIR /app
ENV HOME=/tmp LANG=C.UTF-8 PATH=/opt/java/bin

# The program goes through a rehearsal: a start, and requests as clients make them. What its JVM has loaded and
# linked is kept, and every container begins with that. Here and not in another image, because paths and JVM must be the same.
FROM runtime AS rehearsed
RUN ["java", "-cp", "/app/fireworks-emulator.jar", "dev.emulator.fireworks.startup.StartCacheMaker", "/app/start.cache", "/app/java.options"]

FROM runtime
COPY --from=rehearsed /app/start.cache /app/java.options ./
# The heap gets half of the container's memory, because the rest of the JVM needs the other half in a small container.
ENV SERVER_ADDRESS=0.0.0.0 EMULATOR_START_CACHE=false
USER 10001:0
EXPOSE 3473
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx16m", "-cp", "/app/fireworks-emulator.jar", "dev.emulator.fireworks.cli.Program", "health"]
ENTRYPOINT ["java", "@/app/java.options", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/fireworks-emulator.jar"]

# At the end, so that a new version or commit rebuilds only the labels.
ARG VERSION=snapshot
ARG REVISION=unknown
LABEL org.opencontainers.image.title="fireworks-emulator" \
      org.opencontainers.image.description="A local, offline emulator of the Fireworks AI fine-tuning API. Not affiliated with Fireworks AI." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
