"""A PostgreSQL of its own: in a directory that goes with it, by a socket there and no port."""

import os, pwd, shutil, signal, subprocess, tempfile, time
from pathlib import Path

PATIENCE = 30
BASE = [
    *("-c", "listen_addresses="),
    *("-c", "fsync=off"),
    *("-c", "max_connections=4"),
    *("-c", "shared_buffers=16MB"),
]


def programs():
    """Where Debian puts them; the newest, where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    return found[-1]


def someone():
    """PostgreSQL refuses root: then it runs as the user its package made."""
    if os.getuid():
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Cluster:
    def __enter__(self):
        self.bin, self.who = programs(), someone()
        self.home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self.server = None
        try:
            if self.who:
                os.chown(self.home, self.who["user"], self.who["group"])
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self):
        init = [self.bin / "initdb", "-D", self.home / "data", "-U", "hub", "-A", "trust"]
        init += ["-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]
        self.call(init, check=True, stdout=subprocess.DEVNULL)
        serve = [self.bin / "postgres", "-D", self.home / "data", "-k", self.home, *BASE]
        with open(self.home / "log", "w") as log:
            self.server = subprocess.Popen(serve, cwd="/", stderr=log, **self.who)
        until = time.monotonic() + PATIENCE
        while self.psql("SELECT 1", quiet=True).returncode:
            if self.server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.home / "log").read_text())
            time.sleep(0.05)

    def call(self, argv, **how):
        return subprocess.run(argv, cwd="/", **self.who, **how)

    def psql(self, script, stop=True, quiet=False):
        """Every statement of a script by one connection. What it says names the script's lines."""
        argv = [self.bin / "psql", "-X", "-q", "-h", self.home, "-U", "hub", "-d", "postgres"]
        argv += ["-v", f"ON_ERROR_STOP={int(stop)}", "-v", "VERBOSITY=terse", "-f", "-"]
        ran = self.call(argv, input=script, capture_output=True, text=True)
        if ran.returncode and stop and not quiet:
            raise RuntimeError(ran.stderr)
        return ran

    def __exit__(self, *_):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # its "fast" end
            try:
                self.server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.server.send_signal(signal.SIGQUIT)
                self.server.wait()
        shutil.rmtree(self.home)
