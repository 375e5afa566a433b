"""Closed days as files (`days/DATE.jsonl.zst`): written when a day ends, chained by their hashes, read and proven again."""
