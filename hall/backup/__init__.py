"""A hall in one file: its ledger, its closed days and its keys, made while it runs, proven, and put back."""

from hall.backup.making import BackupError, Made, make_backup
from hall.backup.restoring import restore_backup

__all__ = ["BackupError", "Made", "make_backup", "restore_backup"]
