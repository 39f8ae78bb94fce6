"""Readies a checkout: the virtual environment with pinned packages, and .env with a secret key.

Runs before anything is installed, on whatever `python3` is, so it uses the standard library alone
and nothing newer than Python 3.6. Does nothing, quickly, when everything is in place.
"""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "installed.sha256")
OLDEST = (3, 11)


def main():
    use_new_enough_python()
    lists = ["requirements.txt"]
    if "--with-tests" in sys.argv:
        lists.append(os.path.join("tests", "requirements.txt"))
    if not environment_works():
        make_environment()
    install(lists)
    write_env()


def use_new_enough_python():
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which("python3.%d" % minor)
        if newer:
            os.execv(newer, [newer] + sys.argv)
    sys.exit(
        "Newsroom needs Python %d.%d or newer, and `python3` here is %s.\n"
        "Install a newer one (Debian 12 and Ubuntu 24.04 have it: sudo apt-get install python3 python3-venv),\n"
        "or put the folder of one you have first in PATH." % (OLDEST + (sys.version.split()[0],))
    )


def environment_works():
    try:
        return subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_environment():
    say("Creating the virtual environment in .venv …")
    if subprocess.call([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) != 0:
        install_venv_package()
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        sys.exit("The virtual environment could not be created in %s: see the message above." % VENV)


def install_venv_package():
    """Debian and Ubuntu ship venv in a package of its own. As root it is installed, else asked for."""
    package = "python%d.%d-venv" % sys.version_info[:2]
    command = ["apt-get", "install", "-y", "-q", package]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing %s, which this Python lacks …" % package)
        subprocess.call(["apt-get", "update", "-q"], stdout=subprocess.DEVNULL)
        if subprocess.call(command, stdout=subprocess.DEVNULL) == 0:
            return
    sys.exit("This Python cannot create virtual environments. Run: sudo %s" % " ".join(command))


def install(lists):
    wanted = [line for name in lists for line in [digest(name)]]
    if set(wanted) <= set(installed()):
        return
    say("Installing the pinned packages (about half a minute the first time) …")
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    for name in lists:
        command += ["-r", os.path.join(ROOT, name)]
    if subprocess.call(command) != 0:
        sys.exit("The packages could not be installed: see the message above. Is the network reachable?")
    with open(STAMP, "w") as stamp:
        stamp.write("\n".join(wanted))


def digest(name):
    with open(os.path.join(ROOT, name), "rb") as file:
        return "%s %s" % (name, hashlib.sha256(file.read()).hexdigest())


def installed():
    try:
        with open(STAMP) as stamp:
            return stamp.read().split("\n")
    except OSError:
        return []


def write_env():
    """A secret key of this checkout's own. An existing file is left as it is."""
    path = os.path.join(ROOT, ".env")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write("# Settings of this checkout; .env.example lists them all. Never commit this file.\n")
        file.write("SECRET_KEY=%s\n" % secrets.token_urlsafe(50))


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    main()
