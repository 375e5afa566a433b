"""The ledger in a file beside the ledger in PostgreSQL: durable tickets a second, in interleaved pairs."""

from figures import Row, beside, middle
from halls import Bench
from private_postgres import NoPostgres, PrivatePostgres

KIOSKS = 32


def measure(bench: Bench) -> list[Row]:
    """Both halls serve at once, and are asked in turn; nothing where there is no PostgreSQL."""
    try:
        postgres = PrivatePostgres()
    except NoPostgres:
        return []
    try:
        return _beside_each_other(bench, postgres.url(postgres.new_database()))
    finally:
        postgres.stop()


def _beside_each_other(bench: Bench, url: str) -> list[Row]:
    seconds, data = max(0.5, 3 * bench.scale), bench.new_data()
    in_file, in_database = [], []
    with bench.hall() as file, bench.hall(data, url) as database:
        for hall in (file, database):
            hall.load("crowd", what="take", clients=KIOSKS, seconds=0.5)
        for _ in range(bench.pairs):
            for hall, speeds in ((file, in_file), (database, in_database)):
                speeds.append(hall.load("crowd", what="take", clients=KIOSKS, seconds=seconds)["per_s"])
        count = database.load("crowd", what="take", clients=KIOSKS, count=bench.tickets_of_a_day)["count"]
    with bench.hall(data, url) as again:
        again_s = again.ready_s
    share = middle([other / one for one, other in zip(in_file, in_database, strict=True)])
    return [
        beside("durable tickets, ledger in SQLite", middle(in_file), "/s"),
        beside("durable tickets, ledger in PostgreSQL", middle(in_database), "/s"),
        beside("PostgreSQL beside SQLite", share * 100, "%"),
        beside(f"restart on PostgreSQL with more than {count} tickets until it serves", again_s, "s"),
    ]
