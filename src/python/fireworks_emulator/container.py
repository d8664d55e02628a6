"""Starts the emulator's image with Testcontainers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .account import ANY_KEY
from .errors import StartError
from .running import OUTPUT_LINES, Running, indented
from .transport import opener

if TYPE_CHECKING:
    from testcontainers.core.container import DockerContainer

_PORT = 3473

# No registry has this image. Without network access, a pull takes minutes to fail.
_LOCAL_IMAGE = "fireworks-emulator"

# In seconds, of real time.
_BETWEEN_LOOKS = 0.1


def start_container(image: str, arguments: list[str], timeout: float) -> Running:
    """Raises StartError if it is not ready in time."""
    try:
        from testcontainers.core.container import DockerContainer
    except ImportError as error:
        raise StartError(
            f"the image {image} is started by Testcontainers, which is not there: pip install 'fireworks-emulator[testcontainers]'"
        ) from error
    container = None
    try:
        container = DockerContainer(image).with_exposed_ports(_PORT)
        if arguments:
            container = container.with_command(arguments)
        _check_local_image(container)
        container.start()
    except StartError:
        raise
    except Exception as error:  # the exceptions of Docker, requests and Testcontainers have no other base class in common
        if container is not None:
            container.stop()
        raise StartError(
            f"the image {image} did not start: {error}\n"
            "(If it is Testcontainers' reaper that cannot be had: TESTCONTAINERS_RYUK_DISABLED=true does without.)"
        ) from error
    running = _Container(container)
    try:
        running.await_readiness(timeout)
    except BaseException:
        running.stop()
        raise
    return running


def _check_local_image(container: DockerContainer) -> None:
    image = container.image  # with the prefix of a registry, if Testcontainers is configured with one
    if image.split(":", 1)[0] != _LOCAL_IMAGE:
        return
    from docker.errors import ImageNotFound  # type: ignore[import-not-found,import-untyped,unused-ignore]

    try:
        container.get_docker_client().client.images.get(image)
    except ImageNotFound as error:
        raise StartError(
            f"there is no image {image}, and it cannot be pulled; build it from the emulator's sources: docker build -t {image} ."
        ) from error


class _Container:
    api_key = ANY_KEY

    def __init__(self, container: DockerContainer) -> None:
        self._container = container
        self._last = self.base_url = ""

    def await_readiness(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while self._is_alive():
            if self._is_ready():
                return
            if time.monotonic() >= deadline:
                raise StartError(f"the emulator was not ready within {timeout:g} s; {self._log()}")
            time.sleep(_BETWEEN_LOOKS)
        raise StartError(f"the emulator did not start; {self._log()}")

    def _is_ready(self) -> bool:
        try:
            # Only for a running container: Testcontainers waits for the port of a container that has stopped.
            host, port = self._container.get_container_host_ip(), self._container.get_exposed_port(_PORT)
            self.base_url = f"http://{host}:{port}"
            with opener.open(f"{self.base_url}/_emulator/health/readiness", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def _is_alive(self) -> bool:
        wrapped = self._container.get_wrapped_container()
        wrapped.reload()
        return str(wrapped.status) == "running"

    def _log(self) -> str:
        log = self._container.get_wrapped_container().logs(tail=OUTPUT_LINES)
        return f"its last output:\n{indented(log.decode('utf-8', 'replace'))}"

    def output(self) -> str:
        return self._last or self._look()

    def _look(self) -> str:
        from docker.errors import DockerException  # type: ignore[import-not-found,import-untyped,unused-ignore]

        try:
            return f"the emulator {'is running' if self._is_alive() else 'has ended'}; {self._log()}"
        except DockerException as error:
            return f"Docker does not know of the emulator: {error}"

    def stop(self) -> None:
        # Docker deletes the output together with the container.
        self._last = f"the emulator was stopped; before, {self._look()}"
        self._container.stop()
