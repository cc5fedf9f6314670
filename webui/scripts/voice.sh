#!/usr/bin/env bash
# Spoken clips for calls, made at build time; a township may replace the folder by recordings of a person.
set -euo pipefail
cd "$(dirname "$0")/.."
out=public/voice/zh-CN
[ -f "$out/.made" ] && [ "$out/.made" -nt scripts/voice.sh ] && exit 0
rm -rf "$out"; mkdir -p "$out"
wav=$(mktemp --suffix=.wav); trap 'rm -f "$wav"' EXIT
say() { espeak-ng -v cmn -s "${3:-150}" -w "$wav" "$2"; lame --quiet -m m --resample 22.05 -b 32 "$wav" "$out/$1.mp3"; }
n=0; for word in 零 一 二 三 四 五 六 七 八 九; do say "$n" "$word"; n=$((n + 1)); done
say A "诶"; say B "比"; say C "西"; say D "弟"
say please "请"; say to "号到"; say window "窗口办理"
say general "通用综合受理"; say security "公安集成综合受理"; say utility "公共服务综合受理"; say issue "出件"
# two falling tones
python3 - "$wav" <<'PY'
import math, struct, sys, wave
with wave.open(sys.argv[1], "wb") as w:
    w.setnchannels(1); w.setsampwidth(2); w.setframerate(22050)
    for frequency, seconds in ((880, .25), (660, .4)):
        count = int(22050 * seconds)
        w.writeframes(b"".join(struct.pack("<h", int(12000 * math.sin(2 * math.pi * frequency * i / 22050) * (1 - i / count))) for i in range(count)))
PY
lame --quiet -m m --resample 22.05 -b 32 "$wav" "$out/chime.mp3"
touch "$out/.made"
