"""Starts a fireworks-emulator, and gives tests accounts of their own in it, with their clocks, plans, faults and evidence."""

from .account import Account
from .clock import Clock
from .emulator import FireworksEmulator
from .errors import EmulatorError, RefusedError, StartError, UnreachableError, Unsatisfied
from .faults import Fault, Faults
from .jobs import Jobs
from .journal import Journal
from .models import Job, Request, Transition
from .packs import Packs
from .plans import Plans

__all__ = [
    "Account",
    "Clock",
    "EmulatorError",
    "Fault",
    "Faults",
    "FireworksEmulator",
    "Job",
    "Jobs",
    "Journal",
    "Packs",
    "Plans",
    "RefusedError",
    "Request",
    "StartError",
    "Transition",
    "UnreachableError",
    "Unsatisfied",
]
