#!/usr/bin/env bash
# Spoken clips for calls, made at build time; a township may replace the folder by recordings of a person. Each line of CLIPS is a file's name
# and what it says; webui/src/lib/call.ts says which clips make a call, and a unit test checks that every one of them is here.
set -euo pipefail
cd "$(dirname "$0")/.."
out=public/voice/zh-CN
[ -f "$out/.made" ] && [ "$out/.made" -nt scripts/voice.sh ] && [ "$out/.made" -nt scripts/clips.txt ] && exit 0
rm -rf "$out"; mkdir -p "$out"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
# Silence at a clip's ends would make a call stutter: what is softer than 1 % of full scale is cut off, 15 ms stay.
trim='
import array, math, sys, wave
path = sys.argv[1]
with wave.open(path) as w:
    rate, samples = w.getframerate(), array.array("h", w.readframes(w.getnframes()))
loud = [i for i, s in enumerate(samples) if abs(s) > 330] or [0]
keep = rate * 15 // 1000
samples = samples[max(0, loud[0] - keep):loud[-1] + keep]
with wave.open(path, "wb") as w:
    w.setnchannels(1); w.setsampwidth(2); w.setframerate(rate); w.writeframes(samples.tobytes())
'
while IFS=$'\t' read -r name words; do
	[ -n "$name" ] || continue
	espeak-ng -v cmn -s 150 -w "$work/clip.wav" "$words"
	python3 -c "$trim" "$work/clip.wav"
	case $name in say-*) quality=(--resample 16 -b 16) ;; *) quality=(--resample 22.05 -b 32) ;; esac # sentences for one person in front of the machine, calls for a hall
	lame --quiet -m m "${quality[@]}" "$work/clip.wav" "$out/$name.mp3"
done <scripts/clips.txt
# two falling tones
python3 - "$work/chime.wav" <<'PY'
import math, struct, sys, wave
with wave.open(sys.argv[1], "wb") as w:
    w.setnchannels(1); w.setsampwidth(2); w.setframerate(22050)
    for frequency, seconds in ((880, .25), (660, .4)):
        count = int(22050 * seconds)
        w.writeframes(b"".join(struct.pack("<h", int(12000 * math.sin(2 * math.pi * frequency * i / 22050) * (1 - i / count))) for i in range(count)))
PY
lame --quiet -m m --resample 22.05 -b 32 "$work/chime.wav" "$out/chime.mp3"
touch "$out/.made"
