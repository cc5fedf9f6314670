#!/usr/bin/env bash
# Coverage-guided fuzzing of every reader of outside bytes: RUNS inputs each (200000) or FUZZ_SECONDS (15), from seeds that fit. A crash, a leak, a hang over
# 10 s or an abort fails; the input is kept in build/fuzz. Corpora grow there from run to run.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
prefix=$(cat build/.deps-glibc)
out=build/fuzz; mkdir -p "$out"
flags=(-std=gnu17 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -Iappliance -I. -Ibuild/gen -I"$prefix/include")
sources=(sync/{batch,unpack}.c appliance/rules/*/*.c appliance/print/*.c appliance/http/{shape,metadata}.c build/gen/{refusals,shapes,sets,papers,findings,settings,embed,characters,gb18030_table,glyphs}.c)
for source in appliance/{base,words}/*.c; do [ "$source" = appliance/words/event.c ] || sources+=("$source"); done # event.c's words come with the journal
objects=()
for source in "${sources[@]}"; do
	object=$out/${source//\//_}.o
	[ "$object" -nt "$source" ] || echo "$source $object"
done | xargs -r -P "$(nproc)" -L 1 bash -c 'clang '"${flags[*]}"' -c "$0" -o "$1"' || exit 1
for source in "${sources[@]}"; do objects+=("$out/${source//\//_}.o"); done
seed() { mkdir -p "$out/seed-$1"; printf '%b' "$3" >"$out/seed-$1/$2"; }
seed request login '\0\0{"login":"clerk","password":"x"}'; seed request list '\0\3{"items":[{"no":1,"taken":"copy"}],"n":-1.5e3,"s":"\\u4dae"}'
seed shape some '\x00\x08\x00\x04张三\x00\x05abcde'; seed shape list '\x01\x40\x00\x03abc\x00\x02\x00\x01a'
seed metadata tus 'case QTE=,material MQ==,name 5bygLnBuZw==,sha256 YWJj'; seed metadata bad 'name /w==,name QQBC, a'
seed words time '\x002026-11-24T15:30:01.123+08:00'; seed words day '\x002024-02-29'; seed words id '\x01361102194903070026'; seed words uscc '\x0191110000101623741K'
seed words hours '\x0208:00-12:00=80,12:00-13:30=30'; seed words name '\x03张 三·丰\u200b'; seed words features '\x04["help","unresolved"]'
seed printer name '\x00\x01昄大乡䶮𠅤'; seed printer status '\x03\x12\x16\x32\x72'
seed signature armour '\x01-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg\n-----END SSH SIGNATURE-----\n'; seed signature key '\x00ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f a'
seed batch bytes '\x00\x28\xb5\x2f\xfd'; seed batch events '\x02\x00\x00\x00\x03abc'; seed batch several '\x02\x00\x00\x00\x03abc\x00\x01\x02de\x00\x02\x03abc'; seed batch named '\x02\x00\x00\x8devents.ndjson\x02xy'
seed picture jpeg '\xff\xd8\xff\xe0\x00\x04JF\xff\xc0\x00\x08\x08\x00\x09\x00\x09\x01\xff\xda\x00\x02abc\xff\xd9'; seed picture png '\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR'
seed picture webp 'RIFF\x10\x00\x00\x00WEBPVP8L\x03\x00\x00\x00abc\x00'; seed picture pdf '%PDF-1.4\nxref\nstartxref\n9\n%%EOF\n'; seed picture heic '\x00\x00\x00\x18ftypheic'
python3 - "$out/seed-batch/tar" <<'PY' # a tar that a hall could have made, for the reader of tars
import hashlib, io, json, sys, tarfile
events = b'{"seq":1}\n'
members = [{"name": "events.ndjson", "size": len(events), "sha256": hashlib.sha256(events).hexdigest()}]
manifest = json.dumps({"format": 1, "members": members}, separators=(",", ":")).encode()
out = io.BytesIO()
with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
    for name, data in (("manifest.json", manifest), ("events.ndjson", events)):
        entry = tarfile.TarInfo(name); entry.size = len(data); tar.addfile(entry, io.BytesIO(data))
open(sys.argv[1], "wb").write(b"\x01" + out.getvalue()[:4096 + 2048])
PY
FUZZ_WORK=$(mktemp -d -p /dev/shm) && export FUZZ_WORK || exit 1; trap 'rm -rf "$FUZZ_WORK"' EXIT
# fuzz NAME: links the target, runs it and says how it went.
fuzz() {
	local name=$1 told
	mkdir -p "$out/corpus-$name"
	if clang "${flags[@]/fuzzer-no-link/fuzzer}" -o "$out/$name" "tests/fuzz/$name.c" "${objects[@]}" \
		-L"$prefix/lib" -larchive -lyyjson -lqrcodegen -lzstd -lz -lssl -lcrypto -lm -lpthread \
		>"$out/$name.log" 2>&1 &&
		"$out/$name" -seed=1 -runs="${RUNS:-200000}" -max_len=8192 -timeout=10 \
			-max_total_time="${FUZZ_SECONDS:-15}" -artifact_prefix="$out/$name-" \
			"$out/corpus-$name" "$out/seed-$name" >"$out/$name.log" 2>&1; then
		told=$(grep -E '^Done|cov:' "$out/$name.log" | tail -n 2 | tr '\n' ' ')
		echo "ok fuzz $name: $told"
	else
		echo "not ok fuzz $name"
		tail -n 30 "$out/$name.log"
	fi
}
# Each is one thread: as many at once as there are processors.
for target in tests/fuzz/*.c; do
	name=$(basename "$target" .c)
	fuzz "$name" >"$out/$name.told" 2>&1 &
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
done
wait
passed=0 failed=0
for target in tests/fuzz/*.c; do
	told=$out/$(basename "$target" .c).told
	cat "$told"
	if [[ $(<"$told") == "ok fuzz "* ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
