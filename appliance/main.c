/* argv -> one row a command. */
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "print/worker.h"
#include "sync/command.h"

static const struct { const char *name; int (*run)(int argc, char **argv); const char *help; } commands[] = {
	{ "init",        command_init,        "建立一个节点：--role hall|hub --site 代码 [--place 地名 --kind 类别 --county 县名]" },
	{ "serve",       command_serve,       "运行服务：[--port N] [--plain-port N] [--address A]" },
	{ "pair",        command_pair,        "大厅登记县级：--hub-card 文件" },
	{ "admit",       command_admit,       "县级接入大厅：--hall-card 文件" },
	{ "card",        command_card,              "打印本节点的名片（公钥、地址），供对方登记" },
	{ "staff",       command_staff,       "增加人员：--name 姓名 --login 账号 --roles a,b （密码从标准输入读）" },
	{ "device",      command_device,      "登记设备：--kind kiosk|board|rater [--window N] --name 名称，打印一次令牌" },
	{ "facility",    command_facility,    "登记设施：--kind guide_desk|accessible|… --place 位置 [--name 名称]" },
	{ "window",      command_window,      "设立窗口：--no N --zone 专区 [--issues] [--feature 名称]… [--place 位置]" },
	{ "link",        command_link,        "县级链路：cut|restore" },
	{ "digest",      command_digest,      "打印每个大厅数据的摘要" },
	{ "rebuild",     command_rebuild,     "丢弃所有视图，由记录重建，并证明摘要不变" },
	{ "verify",      command_verify,      "核对记录链" },
	{ "backup",      command_backup,      "备份到目录：--to 目录" },
	{ "restore",     command_restore,     "从备份目录恢复，开始新的一代：--from 目录 --home 新目录" },
	{ "batch",       command_batch,       "verify|list|extract 文件：核对、列出、取出批次" },
	{ "pull",        command_pull,        "县级人员取批次：--from 网址 --login 账号 --to 目录" },
	{ "report",      command_report,      "打印日报或月报（JSON）：--day 日期 | --month 月份 [--hall 大厅代码]" },
	{ "rehearse",    command_rehearse,    "演练（只限样例）：--days N [--from 日期 | --until-now] [--tickets 每天人数] [--curve hall|bank|registry|calls] [--policy hall|fcfs] [--set 参数=值]… [--seed N] [--no-cases]" },
	{ "openapi",     command_openapi,     "打印接口文档（OpenAPI 3.1）" },
	{ "version",     command_version,     "打印版本和组成清单" },
	{ "printer",     command_printer,     "登记打印机：--name 名称 --kind device_file|tcp|browser --target 设备或地址:端口 --paper 80|58 [--repertoire …] [--answers] --place hall|kiosk|guide|window [--place-id …]；不带 --name 则列出" },
	{ "print-worker", command_print_worker, "（由服务自己启动）" },
	{ "sync-worker", command_sync_worker, "（由服务自己启动）" },
};

static int command_help(void)
{
	printf("minihall：乡镇便民服务中心一体机\n用法：minihall 命令 [--home 目录] …\n\n");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		printf("  %-12s %s\n", commands[i].name, commands[i].help);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc < 2 || !strcmp(argv[1], "help") || !strcmp(argv[1], "--help"))
		return command_help();
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (!strcmp(argv[1], commands[i].name))
			return commands[i].run(argc - 2, argv + 2);
	fprintf(stderr, "没有“%s”这个命令。运行 minihall help 查看所有命令。\n", argv[1]);
	return 2;
}
