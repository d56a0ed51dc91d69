"""The live sources as a Django app, so that they have tables of their own."""

from django.apps import AppConfig


class Room(AppConfig):
    """Its label is the part's name."""

    name = "turunkan.desk.intake.live"
    label = "live"
