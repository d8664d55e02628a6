"""Starts a fireworks-emulator, and gives tests accounts of their own in it, with their clocks, plans, faults and evidence."""

from .account import Account
from .clock import Clock
from .emulator import FireworksEmulator
from .errors import EmulatorError, RefusedError, StartError, UnreachableError, Unsatisfied
from .faults import Fault, Faults
from .journal import Journal
from .models import Request, ResourceDescription, Transition
from .packs import Packs
from .plans import Plans
from .resources import Resource

__all__ = [
    "Account",
    "Clock",
    "EmulatorError",
    "Fault",
    "Faults",
    "FireworksEmulator",
    "Journal",
    "Packs",
    "Plans",
    "RefusedError",
    "Request",
    "Resource",
    "ResourceDescription",
    "StartError",
    "Transition",
    "UnreachableError",
    "Unsatisfied",
]
