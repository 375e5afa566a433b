# Everything a person needs: a hall to look at, the tests, the checks, the figures.
#   make demo     a whole hall on this machine      make demo ARGS="--headless --seconds 30 --out out"
#   make test     every test                        make check   style, types, who may import whom
#   make bundle   one file to install from, without a network
#   make bench    the figures of the design         make soak    the long proofs
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# Tests beside each other; a file's stories stay together. JOBS=0 for one after another. Three on two cores, for many
# wait for machines, networks and browsers.
JOBS ?= 3

PARTS := jiaohao link hall look kiosk caller display printer devices config

# What Debian has to bring. A fresh Debian 12 has none of it.
RUN_PACKAGES := python3-venv openssl fonts-noto-cjk fonts-unifont espeak-ng libespeak-ng1 alsa-utils \
  libegl1 libgl1 libglib2.0-0 libfontconfig1 libfreetype6 libx11-6 libxkbcommon0 libdbus-1-3 \
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 \
  libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1 \
  libwayland-client0 libwayland-cursor0 libwayland-egl1
# What shows one program alone on a box with a screen; a desk in front of a developer has something else.
SCREEN_PACKAGES := cage xwayland
TEST_PACKAGES := chromium zbar-tools tesseract-ocr tesseract-ocr-chi-sim sox curl xvfb xauth xdotool iproute2 postgresql umockdev systemd-container
# What `make soak` has besides: two copies of a database and who leads, a bare Debian.
SOAK_PACKAGES := patroni etcd-server debootstrap
# evdev is built from its source.
BUILD_PACKAGES := gcc libc6-dev linux-libc-dev python3-dev

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
missing = $(shell for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done)

.PHONY: demo test check bench soak bundle format packages-run packages-build packages-test packages-soak clean

demo: packages-run $(VENV)/run.stamp
	@exec $(BIN)/jiaohao demo $(ARGS)

test: packages-run packages-test $(VENV)/dev.stamp
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

bench: packages-run $(VENV)/dev.stamp
	QT_QPA_PLATFORM=offscreen $(BIN)/python bench/run.py $(ARGS)

soak: packages-run packages-test packages-soak $(VENV)/dev.stamp
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m soak --override-ini addopts="--import-mode=importlib --strict-markers -ra" $(ARGS)

bundle: packages-build $(VENV)/dev.stamp
	$(BIN)/python bundle/make.py $(ARGS)

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

packages-run:
	@$(call install_packages,$(call missing,$(RUN_PACKAGES)))

packages-build:
	@$(call install_packages,$(call missing,$(BUILD_PACKAGES)))

packages-test:
	@$(call install_packages,$(call missing,$(TEST_PACKAGES)))

packages-soak:
	@$(call install_packages,$(call missing,$(SOAK_PACKAGES)))

define install_packages
if [ -n "$(strip $(1))" ]; then \
  if command -v apt-get >/dev/null; then \
    echo "Installing Debian packages: $(strip $(1))"; \
    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(strip $(1)) >/dev/null; \
  else echo "Not Debian: please install the like of $(strip $(1))"; fi; \
fi
endef

$(BIN)/python:
	@echo "Setting up $(VENV): a minute or two, once"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --upgrade pip

$(VENV)/run.stamp: setup.cfg pyproject.toml constraints.txt | packages-run $(BIN)/python
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[all]'
	@touch $@

$(VENV)/dev.stamp: setup.cfg pyproject.toml constraints.txt | packages-run packages-build $(BIN)/python
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) build dist *.egg-info
