"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    """Its label is the room's name."""

    name = "turunkan.desk.parties"
    label = "parties"
