"""Small disks to fill, to break and to cut the power of. Where a machine does not let us mount, the
test says that it was skipped, and why."""
import pathlib
import subprocess

from stage import Skip


def tool(*argv):
    done = subprocess.run([str(part) for part in argv], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Skip(f"{argv[0]} is refused here: {done.stderr.strip().splitlines()[-1:]}")


class Mount:
    """A file system on a folder of its own, gone when the block ends."""

    def __init__(self, folder, *options, source="tmpfs"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(exist_ok=True)
        tool("mount", *options, source, self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", str(self.folder)], check=False, capture_output=True)

    def fill(self, name="filler", step=4096):
        """Until nothing more goes in."""
        with open(self.folder / name, "wb", buffering=0) as file:
            try:
                while file.write(bytes(step)):
                    pass
            except OSError:
                pass

    def free(self, name="filler"):
        (self.folder / name).unlink()


def tmpfs(folder, options):
    return Mount(folder, "-t", "tmpfs", "-o", f"mode=755,{options}")


def make_image(path, megabytes=12):
    """An ext4 file system in a file."""
    with open(path, "wb") as file:
        file.truncate(megabytes << 20)
    tool("mkfs.ext4", "-q", "-F", "-b", "1024", "-J", "size=2", path)
    return path


def ext4(image, folder, options="commit=300"):
    return Mount(folder, "-t", "ext4", "-o", f"loop,{options}", source=str(image))
