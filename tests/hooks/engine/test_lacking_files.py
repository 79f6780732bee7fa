"""A site is not built of a checkout that lacks records: every count on it would be wrong."""

import shutil
from pathlib import Path

from tests.support.site import Site


def test_no_site_is_built_of_a_sparse_checkout(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.commit("Boshi", "2026-06-08")
    site.git("sparse-checkout", "set", "--no-cone", "/*", "!/records/employees/")

    assert site.build() == 1
    assert "git sparse-checkout disable" in site.log
    assert not (site.out / "index.html").exists()

    site.git("sparse-checkout", "disable")
    assert site.build() == 0, site.log


def test_no_site_is_built_without_a_submodule_that_was_not_fetched(tmp_path: Path) -> None:
    site = Site(tmp_path)
    commit = site.commit("Boshi", "2026-06-08")
    site.git("rm", "--quiet", "-r", "--cached", "records")
    site.git("update-index", "--add", "--cacheinfo", f"160000,{commit},records/projects")
    shutil.rmtree(site.root / "records" / "projects")
    (site.root / "records" / "projects").mkdir()

    assert site.build() == 1
    assert "git submodule update --init" in site.log
    assert not (site.out / "index.html").exists()
