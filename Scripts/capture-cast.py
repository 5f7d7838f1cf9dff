#!/usr/bin/env python3
"""Plays a cast in the terminal that runs this script, and writes an image of every few frames.

usage: capture-cast.py CAST FOLDER    (in an X terminal that sets WINDOWID, such as kitty)
FOLDER receives 0000.png, 0001.png, …, and "delays" with the duration of each image in hundredths of a second.
"""

import json
import os
import subprocess
import sys
import termios
import time
import tty

# The cast has 15 frames per second. An image is shown for SHORT, or for LONG if new figures appeared in it.
FRAMES_PER_IMAGE, SHORT, LONG, NEW_FIGURES = 10, 8, 60, 300


def wait_until_drawn():
    """Asks the terminal for its status. It answers after it has processed everything before the question."""
    sys.stdout.write("\033[5n")
    sys.stdout.flush()
    while sys.stdin.read(1) != "n":
        pass
    time.sleep(0.1)


cast, folder = sys.argv[1:]
with open(cast, encoding="utf-8") as lines:
    next(lines)
    events = [json.loads(line) for line in lines]
saved = termios.tcgetattr(sys.stdin)
tty.setcbreak(sys.stdin)
delays = []
shown = 0
try:
    # The last event shows the cursor.
    events.pop()
    while shown < len(events):
        count = 1 if shown == 0 else FRAMES_PER_IMAGE
        texts = [event[2] for event in events[shown : shown + count]]
        shown += count
        sys.stdout.write("".join(texts))
        wait_until_drawn()
        image = f"{folder}/{len(delays):04}.png"
        subprocess.run(["import", "-window", os.environ["WINDOWID"], "-silent", image], check=True)
        delays.append(LONG if any(len(text) > NEW_FIGURES for text in texts) else SHORT)
finally:
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, saved)
# The file appears when it is complete.
with open(f"{folder}/unfinished", "w", encoding="utf-8") as file:
    file.write("\n".join(map(str, delays)) + "\n")
os.rename(f"{folder}/unfinished", f"{folder}/delays")
