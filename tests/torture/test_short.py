"""A short form of `make torture`, with no tool but Python's own and the power-cut harness."""

from __future__ import annotations

from pathlib import Path

import crowd
import flips
import power_cut
import volumes


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path) -> None:
    found = power_cut.sweep(tmp_path, power_cut.operations_of(tmp_path, 3), 120, seed=1)
    assert found.bad == ()


def test_without_syncs_the_harness_finds_what_is_lost(tmp_path: Path) -> None:
    operations = power_cut.operations_of(tmp_path, 3, "OFF")
    assert power_cut.sweep(tmp_path, operations, 40, seed=1).bad != ()


def test_every_flipped_bit_that_changes_anything_is_found(tmp_path: Path) -> None:
    assert flips.sweep(tmp_path, 60, seed=1) == (60, [])


def test_writers_and_checking_readers(tmp_path: Path) -> None:
    looks, wrong = crowd.run(tmp_path, writers=3, readers=1)
    assert wrong == []
    assert looks > 0


def test_a_clock_that_jumps(tmp_path: Path) -> None:
    assert volumes.clock_jumps(tmp_path, 40, seed=1) == (40, [])
