"""dask: `python dask_replay.py decisions.jsonl.*.gz`, a task a file."""

import sys
from operator import add

import dask.bag
from replay import counted

if __name__ == "__main__":  # the workers import this module too
    logs = dask.bag.from_sequence(sys.argv[1:], partition_size=1)
    pairs = logs.map(counted).fold(add).compute(scheduler="processes")
    for (then, now), count in pairs.most_common():
        print(count, then, now)
