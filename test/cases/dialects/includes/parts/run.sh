run --fast
