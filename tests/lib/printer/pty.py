#!/usr/bin/python3
"""A device file whose other end is standard input and output: prints its name, then copies both ways."""

import os, select, sys, tty

master, slave = os.openpty()
tty.setraw(slave)
os.write(1, (os.ttyname(slave) + "\n").encode())
while True:
    readable, _, _ = select.select([master, 0], [], [])
    for fd in readable:
        data = os.read(fd, 65536)
        if not data:
            sys.exit(0)
        os.write(1 if fd == master else master, data)
