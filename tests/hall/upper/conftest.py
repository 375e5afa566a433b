"""A live hall for the platform's stories: the one of the tests of the API."""

import importlib.util
import sys
from pathlib import Path

_FILE = Path(__file__).parents[2] / "api" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("api_conftest", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
_module = importlib.util.module_from_spec(_SPEC)
sys.modules["api_conftest"] = _module
_SPEC.loader.exec_module(_module)

make_hall = _module.make_hall
