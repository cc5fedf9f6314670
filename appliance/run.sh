#!/usr/bin/env bash
# Sets up a county hub and a township hall with sample data (once) and runs both until Ctrl-C.
# MINIHALL_RUN: where they live (build/run). HALL_PORT, HUB_PORT: where they listen. --setup-only: stop before serving.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${MINIHALL_BIN:-$PWD/build/minihall}
run=${MINIHALL_RUN:-$PWD/build/run}
hall_port=${HALL_PORT:-8443} hub_port=${HUB_PORT:-8444}
address=${MINIHALL_ADDRESS:-127.0.0.1}
hall=$run/hall hub=$run/hub
# Sample accounts only: a real hall's are made with `minihall staff`. The password is the same for all and printed below.
password=minihall2026
staff() { printf '%s\n' "$password" | "$bin" staff --home "$1" --name "$2" --login "$3" --roles "$4" "${@:5}" >/dev/null; }
device() { "$bin" device --home "$hall" --kind "$1" --window "$2" --name "$3"; }

# The sample plays a week that is over: its hall is made before it, or every record of that week would lie before the hall's first.
now_offset=${MINIHALL_CLOCK_OFFSET_MS:-0} week_ago=$((${MINIHALL_CLOCK_OFFSET_MS:-0} - 604800000))
[ "${1:-}" = --setup-only ] || export MINIHALL_CLOCK_OFFSET_MS=$week_ago
if [ ! -f "$run/tokens" ]; then
	rm -rf "$run"; mkdir -p "$run"
	common=(--address "$address" --seal-age-ms "${SEAL_AGE_MS:-3000}" --contact-ms "${CONTACT_MS:-3000}" --sample --names "localhost,127.0.0.1,$address")
	"$bin" init --home "$hub" --role hub --site 361127000 --port "$hub_port" "${common[@]}"
	"$bin" init --home "$hall" --role hall --site 361127102 --port "$hall_port" "${common[@]}"
	"$bin" window --home "$hall" --no 1 --zone general --place "大厅左侧" --feature 办不成事反映 --feature 帮办代办
	"$bin" window --home "$hall" --no 2 --zone general --place "大厅左侧"
	"$bin" window --home "$hall" --no 3 --zone public_security --place "大厅中间"
	"$bin" window --home "$hall" --no 4 --zone public_utility --place "大厅右侧"
	"$bin" window --home "$hall" --no 5 --zone issue --place "大厅右侧"
	"$bin" facility --home "$hall" --kind guide_desk --place "大厅入口"
	"$bin" facility --home "$hall" --kind accessible --place "东门坡道，低位受理台在2号窗口"
	staff "$hall" 周建华 guide guide
	staff "$hall" 李秀英 clerk clerk
	staff "$hall" 陈志强 clerk2 clerk
	staff "$hall" 王海燕 approver approver
	staff "$hall" 刘小梅 issuer issuer
	staff "$hall" 张国庆 director director
	staff "$hall" 郑督查 supervisor supervisor
	staff "$hall" 吴工 tech technician
	# The table of divisions ends at townships: these two stations are made up, within the township's range of codes.
	staff "$hall" 余小芳 village village --employment village_cadre --employer 样例甲村 --post village_station --unit 361127102201 --unit-name 样例甲村便民服务站
	staff "$hall" 吴志明 village2 village --employment village_cadre --employer 样例乙村 --post village_station --unit 361127102202 --unit-name 样例乙村便民服务站
	staff "$hub" 县级管理员 county county_admin
	staff "$hub" 赵明 county-approver county_approver
	{ echo "kiosk $(device kiosk 0 一号取号机)"; echo "board $(device board 0 一号叫号屏)"
	  for w in 1 2 3; do echo "rater$w $(device rater $w "$w号窗口评价器")"; done; } >"$run/tokens.part"
	"$bin" card --home "$hub" --url "https://$address:$hub_port" >"$run/hub.card"
	"$bin" card --home "$hall" >"$run/hall.card"
	"$bin" pair --home "$hall" --hub-card "$run/hub.card"
	"$bin" admit --home "$hub" --hall-card "$run/hall.card"
	mv "$run/tokens.part" "$run/tokens"
fi
[ "${1:-}" != --setup-only ] || exit 0
export MINIHALL_CLOCK_OFFSET_MS=$now_offset
hall_pid= hub_pid=
# serve WORDS…: both sides, until they answer. stop: both.
serve() {
	rm -f "$run/hub.out" "$run/hall.out"
	"$bin" serve --home "$hub" --port "$hub_port" "$@" >"$run/hub.out" 2>>"$run/hub.log" & hub_pid=$!
	"$bin" serve --home "$hall" --port "$hall_port" "$@" >"$run/hall.out" 2>>"$run/hall.log" & hall_pid=$!
	for _ in $(seq 100); do
		[ -s "$run/hub.out" ] && [ -s "$run/hall.out" ] && return
		kill -0 "$hub_pid" 2>/dev/null && kill -0 "$hall_pid" 2>/dev/null || { cat "$run/hub.log" "$run/hall.log" >&2; exit 1; }
		sleep 0.1
	done
}
stop() { [ -z "$hall_pid" ] || kill "$hub_pid" "$hall_pid" 2>/dev/null || true; wait "$hub_pid" "$hall_pid" 2>/dev/null || true; hall_pid= hub_pid=; }
trap stop EXIT INT TERM
base=https://$address:$hall_port county=https://$address:$hub_port
# To look at: a tablet at every window, and a week of visitors with their cases played through the hall's own functions. The catalogue comes from the county, as
# a batch, a week before.
if [ ! -f "$run/rehearsed" ]; then
	export MINIHALL_CLOCK_OFFSET_MS=$week_ago
	for w in 4 5; do echo "rater$w $(device rater $w "$w号窗口评价器")"; done >>"$run/tokens"
	serve --seal-age-ms 100 --contact-ms 200
	node appliance/sample/furnish/furnish.mjs week "$base" "$county" "$password"
	stop
	export MINIHALL_CLOCK_OFFSET_MS=$now_offset
	"$bin" rehearse --home "$hall" --days 7 --until-now --tickets 110
	serve --seal-age-ms 100 --contact-ms 200
	node appliance/sample/furnish/furnish.mjs today "$base" "$county" "$password"
	stop
	touch "$run/rehearsed"
fi
serve
token() { awk -v n="$1" '$1 == n { print $2 }' "$run/tokens"; }
cat <<END

大厅（黄金埠镇政务服务中心）与县级已启动，样例数据在 $run

  取号机    $base/kiosk.html#token=$(token kiosk)
  叫号屏    $base/board.html
  评价器    $base/rate.html#token=$(token rater1)   （1号窗口）
  工作台    $base/            县级  $county/

  账号（密码都是 $password）
    guide 导办   clerk、clerk2 综合窗口   approver 审批   issuer 出件   director 主任   supervisor 监督   tech 运维   village、village2 村站
    clerk3 公安集成   clerk4 公共服务   clerk5 综合窗口B角   approver2 审批B角   guide2 导办、出件B角
    county 县级管理   county-approver 县级审批（在县级地址登录）

  浏览器会提示证书不受信任：本机自建的证书在 $base/ca.crt，装上即可；样例里也可直接继续访问。
  断开、恢复县级链路：主任登录后在“大厅状态”页，或 build/minihall link cut|restore --home $hall
  按 Ctrl-C 停止；删除 $run 可从头开始。
END
wait -n "$hub_pid" "$hall_pid"
