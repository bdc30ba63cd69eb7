"""The sheet that is written for operators: what its columns ask for, what no cell can hold."""
