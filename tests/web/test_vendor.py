"""What a page loads of others is what its package holds, with its licence, in the version that is locked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "src" / "sayso" / "web" / "static" / "vendor"
MANIFEST: list[dict[str, Any]] = json.loads((VENDOR / "manifest.json").read_text("utf8"))
LOCKED: dict[str, Any] = json.loads((ROOT / "explorer" / "package-lock.json").read_text("utf8"))


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda each: each.get("file") or each["name"])
def test_a_file_is_its_package_s_own(entry: dict[str, Any]) -> None:
    locked = LOCKED["packages"][f"node_modules/{entry['name']}"]
    assert locked["version"] == entry["version"]
    licence = (VENDOR / entry["licence_file"]).read_text("utf8")
    assert entry["licence"] == locked["license"] == "MIT"
    assert "Permission is hereby granted, free of charge" in licence
    if "file" in entry:
        digest = hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest()
        assert digest == entry["sha256"]
    else:
        assert entry["within"] in {each.get("file") for each in MANIFEST}


def test_nothing_else_is_there() -> None:
    known = {each["file"] for each in MANIFEST if "file" in each} | {"manifest.json"}
    known |= {each["licence_file"] for each in MANIFEST}
    known |= {f"{name}.d.ts" for name in ("cytoscape", "dagre", "uplot")}
    assert {each.name for each in VENDOR.iterdir()} == known


def test_packages_come_from_the_public_registry_in_exactly_these_versions() -> None:
    wanted = LOCKED["packages"][""]["devDependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
    for name, each in LOCKED["packages"].items():
        if name:
            assert each["integrity"].startswith("sha512-")
            address = each.get("resolved", "https://registry.npmjs.org/")
            assert address.startswith("https://registry.npmjs.org/")
