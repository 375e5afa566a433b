"""What a day's facts come to: visits, transactions, sessions and ratings, derived from the facts and from nothing else."""

from hall.history.day import DayHistory, history_of
from hall.history.records import Rating, Session, Transaction, Visit

__all__ = ["DayHistory", "Rating", "Session", "Transaction", "Visit", "history_of"]
