"""Sends what is due in the outbox, once: for portals that run no worker."""

from django.core.management.base import BaseCommand

from community.notices.outbox import send_due


class Command(BaseCommand):
    help = "Send the mails that are due. ./run has a worker that does this every few seconds."

    def handle(self, *args, **options):
        sent, failed = send_due()
        self.stdout.write(f"{sent} sent, {failed} failed.")
