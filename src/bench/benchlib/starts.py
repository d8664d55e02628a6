"""Cold starts of images and jars, in turns: wall time and CPU time until the first right answer."""

import dataclasses
import os
import pathlib
import shutil
import subprocess
import zipfile
from types import SimpleNamespace
from typing import Callable

from benchlib.bench import say
from benchlib.cold import ROOT, Container, Process, wiremock_jar
from benchlib.report import median
from benchlib.server import Failure, cpu_seconds

# The second is where versions before this comparison existed have it.
CACHE_MAKERS = ["dev.emulator.fireworks.startup.StartCacheMaker", "dev.emulator.fireworks.launch.StartCacheMaker"]

# What the JVM chooses on one core is the serial collector, whether or not it is told.
OTHERWISE = {"-XX:+UseSerialGC": ["-XX:+UseG1GC"]}

STARTUP = "src/main/java/dev/emulator/fireworks/startup"
EXCLUDED = "src/main/resources/application.properties"
TRANSACTIONS = "org.springframework.boot.transaction.autoconfigure"

# By name: a change of the source tree, as a shell command, that takes one optimization out.
OPTIMIZATIONS = {
    "Spring AOT": "sed -i 's/if (hasPreparedContext())/if (Boolean.getBoolean(\"x\") \\&\\& hasPreparedContext())/' src/main/java/dev/emulator/fireworks/FireworksEmulator.java",
    "TransactionConfiguration": f"rm {STARTUP}/TransactionConfiguration.java"
    f" && sed -i '/TransactionAutoConfiguration,/d;/TransactionManagerCustomizationAutoConfiguration/d' {EXCLUDED}",
    "HibernateConfiguration": f"rm -r {STARTUP}/HibernateConfiguration.java src/main/resources/META-INF/services && sed -i '/<exclude>net.bytebuddy/d' pom.xml",
    "EmulatorPropertiesValidator": f"sed -i 's/if (areAnyGiven())/if (areAnyGiven() || true)/' {STARTUP}/EmulatorPropertiesValidator.java",
    "RecurringTasks": "sed -i 's/^class Lifecycle/@org.springframework.scheduling.annotation.EnableScheduling &/'"
    " src/main/java/dev/emulator/fireworks/lifecycle/LifecycleConfiguration.java",
    "MessageSourceConfiguration": f"rm {STARTUP}/MessageSourceConfiguration.java",
    "own endpoints instead of Actuator": "sed -i '0,/<artifactId>spring-boot-starter-flyway/s//<artifactId>spring-boot-starter-actuator<\\/artifactId>"
    "<\\/dependency><dependency><groupId>org.springframework.boot<\\/groupId><artifactId>spring-boot-starter-flyway/' pom.xml"
    f" && printf 'management.endpoints.web.base-path=/_emulator/actuator\\nmanagement.endpoints.web.exposure.include=health,info,prometheus\\n' >>{EXCLUDED}",
    # Except those that TransactionConfiguration and Migrations replace.
    "exclusions": "sed -i '/^spring.autoconfigure.exclude=/,/[^\\\\]$/c spring.autoconfigure.exclude="
    f"{TRANSACTIONS}.TransactionAutoConfiguration,{TRANSACTIONS}.TransactionManagerCustomizationAutoConfiguration,"
    f"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration' {EXCLUDED}",
}


@dataclasses.dataclass
class Contestant:
    name: str
    start: Callable[[], object]
    jar: pathlib.Path | None = None
    jvm: list[str] = dataclasses.field(default_factory=list)

    @staticmethod
    def of(argument, o):
        name, what = argument.split("=", 1) if "=" in argument else (argument, argument)
        bench = bench_of(o)
        if what == "wiremock":
            jar = wiremock_jar()
            if all(is_jar(each) for each in o.contestants if each != argument):
                return Contestant(name, lambda: Process(bench, "WireMock", [o.java, "-jar", str(jar), "--port"]))
            return Contestant(name, lambda: Container(bench, "WireMock", o.java_image, ["java", "-jar", "/wiremock.jar", "--port"], jar))
        return of_jar(name, pathlib.Path(what), o) if is_jar(what) else Contestant(name, lambda: Container(bench, "emulator", what))


def bench_of(o):
    return SimpleNamespace(o=SimpleNamespace(server_core=o.core))


def is_jar(argument):
    return argument.endswith(".jar")


def of_jar(name, jar, o):
    """Started as the image starts it: with a cache of its own, and the options that belong to it."""
    if not jar.is_file():
        raise Failure(f"there is no {jar}")
    place = o.scratch / f"jar-{len(list(o.scratch.iterdir()))}"
    place.mkdir()
    copy = place / "fireworks-emulator.jar"
    shutil.copy(jar, copy)
    say(f"{name}: making the class cache")
    options, cache = place / "options", place / "start.cache"
    with zipfile.ZipFile(copy) as contents:
        maker = next(name for name in CACHE_MAKERS if f"{name.replace('.', '/')}.class" in contents.namelist())
    subprocess.run([o.java, "-cp", str(copy), maker, str(cache), str(options)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    return with_options(name, copy, options.read_text().splitlines(), o)


def with_options(name, jar, jvm, o):
    bench = bench_of(o)
    return Contestant(name, lambda: Process(bench, "emulator", [o.java, *jvm, "-jar", str(jar)], EMULATOR_START_CACHE="false"), jar, jvm)


def option_optimizations(base, o):
    """The same jar and cache without each of the options that the JVM gets."""
    if base.jar is None:
        raise Failure("--options needs a jar first")
    for option in base.jvm:
        if not option.startswith(("-Xlog:", "-XX:+Unlock", "-XX:+IgnoreUnrecognized", "-XX:-AOT")):
            jvm = [each for each in base.jvm if each != option] + OTHERWISE.get(option, [])
            yield with_options(f"without {option.split('=')[0] if 'Cache=' in option else option}", base.jar, jvm, o)
    plain = ["-XX:+UseSerialGC"]  # what the JVM chooses on one core
    yield with_options("without any option", base.jar, plain, o)


def variants(base, o):
    """Jars of this source tree, each built without one optimization."""
    if base.jar is None:
        raise Failure("--optimizations needs a jar first")
    wanted = [name for name in o.optimizations.split(",") if name] or list(OPTIMIZATIONS)
    for name in wanted:
        tree = o.scratch / f"tree-{name.replace(' ', '-')}"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns("target", ".git", "out"))
        subprocess.run(["sh", "-ec", OPTIMIZATIONS[name]], check=True, cwd=tree)
        say(f"building without {name}")
        subprocess.run(["./mvnw", "-q", "-B", "-ntp", "-Dmaven.test.skip=true", "-Dspotless.check.skip=true", "package"],
                       check=True, cwd=tree, stdout=subprocess.DEVNULL)  # fmt: skip
        yield of_jar(f"without {name}", tree / "target" / "fireworks-emulator.jar", o)


def compare(contestants, o):
    """The first round warms the page cache up and does not count."""
    figures = {c.name: [] for c in contestants}
    for i in range(o.rounds + 1):
        say(f"round {i} of {o.rounds}")
        for contestant in contestants:
            with contestant.start() as server:
                cpu = sum(cpu_seconds(pid) for pid in server.pids())
                if i > 0:
                    figures[contestant.name].append((server.seconds * 1000, cpu * 1000))
    return figures


def table(figures):
    """On a busy machine the least CPU time says most: neighbours only add to it."""
    names = list(figures)
    first = figures[names[0]]
    lines = ["| start | wall, ms | CPU, ms | least CPU, ms | CPU beyond the first, ms | wall / first | CPU / first |", "|---|---|---|---|---|---|---|"]
    for name in names:
        walls, cpus = zip(*figures[name])
        pairs = list(zip(figures[name], first))
        more = median([own[1] - other[1] for own, other in pairs])
        wall = median([own[0] / other[0] for own, other in pairs])
        cpu = median([own[1] / other[1] for own, other in pairs])
        lines.append(f"| {name} | {median(walls):.0f} | {median(cpus):.0f} | {min(cpus):.0f} | {more:+.0f} | {wall:.2f} | {cpu:.2f} |")
    return "\n".join(lines)
