"""Starts a fireworks-emulator and gives each test an account in it, with a clock, plans, faults and a journal."""

from .account import Account
from .clock import Clock
from .emulator import FireworksEmulator
from .errors import EmulatorError, RefusedError, StartError, UnreachableError, Unsatisfied
from .faults import Fault, Faults
from .journal import Journal
from .models import Request, ResourceDescription, Transition
from .packs import Packs
from .plans import Plans
from .replies import Replies, Reply
from .resources import Resource
from .usage import Usage, UsageTotals

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
    "Replies",
    "Reply",
    "Request",
    "Resource",
    "ResourceDescription",
    "StartError",
    "Transition",
    "UnreachableError",
    "Unsatisfied",
    "Usage",
    "UsageTotals",
]
