"""Spark: `spark-submit --py-files replay.py spark_replay.py decisions.jsonl.*.gz`."""

import sys
from collections.abc import Iterator

import pandas as pd
from pyspark.sql import SparkSession
from replay import asked_again


def replayed(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for frame in frames:  # the files' names; every worker must be able to read them
        yield pd.DataFrame(asked_again(frame["log"]), columns=["then", "now"])


if __name__ == "__main__":
    spark = SparkSession.builder.getOrCreate()
    logs = spark.createDataFrame([(name,) for name in sys.argv[1:]], "log string")
    pairs = logs.repartition(len(sys.argv) - 1).mapInPandas(replayed, "then string, now string")
    for row in pairs.groupBy("then", "now").count().orderBy("count", ascending=False).collect():
        print(row["count"], row["then"], row["now"])
