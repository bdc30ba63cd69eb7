"""The recipes need packages that tests do not, and are run as programs."""

collect_ignore = ["dask_replay.py", "spark_replay.py"]
