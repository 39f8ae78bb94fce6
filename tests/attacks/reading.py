"""Reads pages one after the other until its input ends, and says how many milliseconds each took."""

import sys
import time
from itertools import cycle
from threading import Thread

from tests.attacks.browser import Browser

PAUSE = 0.05  # seconds


def main() -> None:
    port, *addresses = sys.argv[1:]
    browser, took = Browser(int(port), "127.88.1.1"), list[float]()

    def read() -> None:
        for address in cycle(addresses):
            started = time.perf_counter()
            if browser.get(address).status != 200:
                raise RuntimeError(address)
            took.append((time.perf_counter() - started) * 1000)
            time.sleep(PAUSE)

    Thread(target=read, daemon=True).start()
    sys.stdin.readline()
    sys.stdout.write("\n".join(map(str, took)))


if __name__ == "__main__":
    main()
