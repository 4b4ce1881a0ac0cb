"""What the checks of the house share: where it stands and which files are its own."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def own_files(root: Path = ROOT) -> list[Path]:
    """The files under version control and the new ones that it does not ignore, relative to `root`, sorted."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    names = sorted(set(listed.stdout.decode().split("\0")) - {""})
    return [Path(name) for name in names if (root / name).is_file()]
