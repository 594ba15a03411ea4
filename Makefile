.PHONY: run test check bench

run:    ## the site with its demo data; HOST and PORT are honoured
	@bin/run

test:   ## everything: checks, then the tests on SQLite and on PostgreSQL
	@bin/test

check:  ## format, lint, types, templates, imports
	@bin/setup test && bin/check

bench:  ## speed, beside a bare Flask app of the same stack
	@bin/setup test && bin/bench
