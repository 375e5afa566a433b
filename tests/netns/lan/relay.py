"""A bad cable between two network interfaces: carries every frame from one to the other, loses some, delivers some late.

python relay.py ONE OTHER      faults come as JSON lines on standard input: {"loss": 0.2, "late": 0.3, "late_ms": 40}

The kernels of small machines have no netem; this needs nothing but packet(7) sockets. PACKET_VNET_HDR keeps with each
frame what its sender left for the hardware to do: checksums, and the cutting of large segments.
"""

import heapq
import itertools
import json
import os
import random
import select
import socket
import sys
import time

ETH_P_ALL, SOL_PACKET, PACKET_VNET_HDR, PACKET_OUTGOING = 3, 263, 15, 4
"""linux/if_ether.h, linux/socket.h, linux/if_packet.h"""


def end_of(name: str) -> socket.socket:
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    end.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
    end.bind((name, ETH_P_ALL))
    return end


def main(one: str, other: str) -> None:
    ends = [end_of(one), end_of(other)]
    across = {ends[0]: ends[1], ends[1]: ends[0]}
    faults, counts = {"loss": 0.0, "late": 0.0, "late_ms": 40.0}, {"through": 0, "lost": 0, "late": 0}
    waiting: list[tuple[float, int, socket.socket, bytes]] = []
    order, chance = itertools.count(), random.Random(1)
    print("READY", flush=True)
    while True:
        until_s = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        for ready in select.select([sys.stdin, *ends], [], [], until_s)[0]:
            if ready is sys.stdin:
                if not (said := os.read(0, 1 << 16)):
                    return
                for line in said.splitlines():
                    faults |= json.loads(line)
                    if faults.pop("tell", 0):
                        print(json.dumps(counts), flush=True)
                continue
            frame, (_, _, kind, *_) = ready.recvfrom(1 << 17)
            if kind == PACKET_OUTGOING:
                continue
            if chance.random() < faults["loss"]:
                counts["lost"] += 1
            elif chance.random() < faults["late"]:
                counts["late"] += 1
                at_s = time.monotonic() + faults["late_ms"] * chance.random() / 1000
                heapq.heappush(waiting, (at_s, next(order), across[ready], frame))
            else:
                counts["through"] += 1
                pass_on(across[ready], frame)
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, end, frame = heapq.heappop(waiting)
            pass_on(end, frame)


def pass_on(end: socket.socket, frame: bytes) -> None:
    try:
        end.send(frame)
    except OSError as error:  # a full queue, or a plug that is out: a cable loses it
        print(error, file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
