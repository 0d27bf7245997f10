# make run: set up, then process every sample workbook into outbox/
# make wheel: the package to install elsewhere, into dist/
# make test: set up, then all checks      make bench: timings, never part of the tests
# make docs: schemas and tables of the documents      make goldens: what is expected of each sample
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: run test lint types bench samples templates goldens docs wheel clean

run: $(VENV)/run.stamp
	@$(BIN)/python process.py sample_inputs --out outbox; code=$$?; [ $$code -le 1 ] || exit $$code

test: $(VENV)/test.stamp lint types
	$(BIN)/python -m pytest

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.stamp
	$(BIN)/mypy

bench: $(VENV)/test.stamp
	$(BIN)/python bench/one_workbook.py
	$(BIN)/python bench/inspection.py

samples: $(VENV)/test.stamp
	$(BIN)/python tools/make_samples.py
	cd tools && ../$(BIN)/python -m samples.inspection_records

templates: $(VENV)/test.stamp
	$(BIN)/python tools/make_templates.py

wheel: $(VENV)/run.stamp
	$(BIN)/pip wheel --quiet --no-deps -w dist .

goldens: $(VENV)/test.stamp
	$(BIN)/python tools/make_goldens.py

docs: $(VENV)/test.stamp
	$(BIN)/python tools/make_docs.py

$(VENV)/run.stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(BIN)/pip install --quiet -c constraints.txt -e '.[test]'
	touch $@

clean:
	rm -rf $(VENV) outbox inbox build dist *.egg-info
