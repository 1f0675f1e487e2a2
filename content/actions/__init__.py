"""What changes pages: saving, moving and merging them, and what follows from it. Each writes everything or nothing."""

from content.actions.saving import BadDocuments, Draft, StaleVersion, prepare, save, save_all, save_prepared

__all__ = ["BadDocuments", "Draft", "StaleVersion", "prepare", "save", "save_all", "save_prepared"]
