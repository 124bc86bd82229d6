"""Compare thousands of random histories with the oracle: `python tests/oracle/run.py --histories 3000 --seed 1`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from oracle.comparison import compare, entries, minimised, written
from oracle.known import KNOWN, known


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=150)
    parser.add_argument("--days", type=int, default=2)
    parser.add_argument("--examples", type=int, default=1, help="minimised histories to print of each kind")
    parser.add_argument("--kind", help="only kinds that hold this text")
    given = parser.parse_args()
    every = compare(given.seed, given.histories, given.batch, given.days)
    found = [one for one in every if not known(one[0].pack, one[2])]
    counted = Counter(
        (ledger.pack, *each.kind, f"{short(each.said)} / {short(each.text)}") for ledger, _, each in found
    )
    shown: Counter[tuple[str, ...]] = Counter()
    for ledger, history, each in sorted(found, key=lambda one: (one[2].kind, one[2].noisy, len(one[1].entries))):
        kind = (*each.kind, f"{short(each.said)} / {short(each.text)}")
        if shown[kind] >= given.examples or (given.kind and given.kind not in " ".join(kind)):
            continue
        shown[kind] += 1
        least = minimised(ledger, history, each)
        print(f"\n## {ledger.pack}: {each}\n{written(least.case)}{entries(least)}")
    for kind, many in counted.most_common():
        print(many, *kind)
    seen = Counter(one.reason for ledger, _, each in every if (one := known(ledger.pack, each)))
    for one in KNOWN:
        print(f"known, seen {seen[one.reason]} times: {one.reason}")
    print(f"{given.histories} histories, {len(found)} differences, {len(every) - len(found)} known ones")
    return bool(found)


def short(value: object) -> str:
    """Give a value without its dates, so that differences of one kind count together."""
    text = str(value)
    return "days" if any(sign.isdigit() for sign in text) else text


if __name__ == "__main__":
    sys.exit(main())
