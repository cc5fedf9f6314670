-- A hall's database as the program of commit 0d9d78b left it: 48 records, two batches sealed for the county, its views. Sessions and stored replies
-- are taken out. Loaded by tests that open homes of earlier programs: what is kept for ever must come through, whatever the views have become.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE event (
	arrived INTEGER PRIMARY KEY,
	node TEXT NOT NULL,
	seq INTEGER NOT NULL,
	at TEXT NOT NULL,
	actor TEXT NOT NULL,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	body TEXT NOT NULL,
	prev TEXT NOT NULL,
	hash TEXT NOT NULL,
	UNIQUE (node, seq)
) STRICT;
INSERT INTO event VALUES(1,'361127102-1',1,'2026-11-24T09:00:00.265+08:00','console','site.configured','361127102','{"code":"361127102","county":"余干县","kind":"developed_town","name":"黄金埠镇政务服务中心","place":"黄金埠镇","sample":true}','','83a3648c953169a506c946b71c5c89c7af6df2e74622b0003543607c26b78a15');
INSERT INTO event VALUES(2,'361127102-1',2,'2026-11-24T09:00:00.296+08:00','console','window.opened','1','{"features":["unresolved","assistance"],"issues":false,"no":1,"place":"大厅左侧","spare":false,"zone":"general"}','83a3648c953169a506c946b71c5c89c7af6df2e74622b0003543607c26b78a15','a0fa7100c1c5b3c03d7bebb30728f8867ba80957c2f998676b3a6cba30a1f7d0');
INSERT INTO event VALUES(3,'361127102-1',3,'2026-11-24T09:00:00.322+08:00','console','window.opened','2','{"features":[],"issues":false,"no":2,"place":"大厅左侧","spare":false,"zone":"general"}','a0fa7100c1c5b3c03d7bebb30728f8867ba80957c2f998676b3a6cba30a1f7d0','a4489b78ac0149290fe450af9ec19704ad81e23057d43900f22174884b4da0b7');
INSERT INTO event VALUES(4,'361127102-1',4,'2026-11-24T09:00:00.352+08:00','console','window.opened','3','{"features":[],"issues":false,"no":3,"place":"大厅中间","spare":false,"zone":"public_security"}','a4489b78ac0149290fe450af9ec19704ad81e23057d43900f22174884b4da0b7','3f9b3d9b3b241b02fec3d0a816a36a2599bb13e5056b8cc8eae5292da6e910aa');
INSERT INTO event VALUES(5,'361127102-1',5,'2026-11-24T09:00:00.377+08:00','console','window.opened','4','{"features":[],"issues":false,"no":4,"place":"大厅右侧","spare":false,"zone":"public_utility"}','3f9b3d9b3b241b02fec3d0a816a36a2599bb13e5056b8cc8eae5292da6e910aa','5593d592603f62236557901318d6c61d1130db9054bb39b2f764f106494c8842');
INSERT INTO event VALUES(6,'361127102-1',6,'2026-11-24T09:00:00.406+08:00','console','window.opened','5','{"features":[],"issues":true,"no":5,"place":"大厅右侧","spare":false,"zone":"issue"}','5593d592603f62236557901318d6c61d1130db9054bb39b2f764f106494c8842','dc020e1f9817bf1197d46c2eec5687b631916c354e9116bf09a89efbe5d1143f');
INSERT INTO event VALUES(7,'361127102-1',7,'2026-11-24T09:00:00.434+08:00','console','facility.registered','F361127102-1-001','{"by":"命令行","count":1,"kind":"guide_desk","name":"咨询引导台","note":"","place":"大厅入口","seats":0}','dc020e1f9817bf1197d46c2eec5687b631916c354e9116bf09a89efbe5d1143f','0b3cf68333e79d1c174263d5722af1c8f63019e97cc90acc8da034798597e245');
INSERT INTO event VALUES(8,'361127102-1',8,'2026-11-24T09:00:00.461+08:00','console','facility.registered','F361127102-1-002','{"by":"命令行","count":1,"kind":"accessible","name":"无障碍通道","note":"","place":"东门坡道，低位受理台在2号窗口","seats":0}','0b3cf68333e79d1c174263d5722af1c8f63019e97cc90acc8da034798597e245','9f12b4ee82cc179516ec6f0c76c97a4ff7976a394ca2465713d254626ec2fb9e');
INSERT INTO event VALUES(9,'361127102-1',9,'2026-11-24T09:00:00.513+08:00','console','staff.added','P361127102-1-001','{"login":"guide","name":"周建华","roles":["guide"]}','9f12b4ee82cc179516ec6f0c76c97a4ff7976a394ca2465713d254626ec2fb9e','94d9894ab2b5d4fa78efb1b7eb4034c5fbc059613dcaa37c2e9e284ad48b8451');
INSERT INTO event VALUES(10,'361127102-1',10,'2026-11-24T09:00:00.608+08:00','console','staff.added','P361127102-1-002','{"login":"clerk","name":"李秀英","roles":["clerk"]}','94d9894ab2b5d4fa78efb1b7eb4034c5fbc059613dcaa37c2e9e284ad48b8451','3bdbc72b44935a702dc2ee3d7568e5dbf59ca0f8cfe3803842f425d5deb4980a');
INSERT INTO event VALUES(11,'361127102-1',11,'2026-11-24T09:00:00.688+08:00','console','staff.added','P361127102-1-003','{"login":"clerk2","name":"陈志强","roles":["clerk"]}','3bdbc72b44935a702dc2ee3d7568e5dbf59ca0f8cfe3803842f425d5deb4980a','55180f77ebcbcf881c21718b4393f686ae23d7288de117984d8f31150c565c29');
INSERT INTO event VALUES(12,'361127102-1',12,'2026-11-24T09:00:00.768+08:00','console','staff.added','P361127102-1-004','{"login":"approver","name":"王海燕","roles":["approver"]}','55180f77ebcbcf881c21718b4393f686ae23d7288de117984d8f31150c565c29','d7840daf1e5c99672c784eb8eacda00bfce313a84928a6d74f91255d6e27f705');
INSERT INTO event VALUES(13,'361127102-1',13,'2026-11-24T09:00:00.844+08:00','console','staff.added','P361127102-1-005','{"login":"issuer","name":"刘小梅","roles":["issuer"]}','d7840daf1e5c99672c784eb8eacda00bfce313a84928a6d74f91255d6e27f705','639a3d925d50a40ab91c8b0e4fdbdab8936b669c48bddaeab4a90c025b9bf2d6');
INSERT INTO event VALUES(14,'361127102-1',14,'2026-11-24T09:00:00.912+08:00','console','staff.added','P361127102-1-006','{"login":"director","name":"张国庆","roles":["director"]}','639a3d925d50a40ab91c8b0e4fdbdab8936b669c48bddaeab4a90c025b9bf2d6','98c648e9b7fe992292416a74e1603e91227338830c882d5322c6b20be89ee827');
INSERT INTO event VALUES(15,'361127102-1',15,'2026-11-24T09:00:00.998+08:00','console','staff.added','P361127102-1-007','{"login":"supervisor","name":"郑督查","roles":["supervisor"]}','98c648e9b7fe992292416a74e1603e91227338830c882d5322c6b20be89ee827','b23fabb4e0f9b86aa387680f577b6eaadfdcf183ab86d14199b7d396b9ff67d3');
INSERT INTO event VALUES(16,'361127102-1',16,'2026-11-24T09:00:01.073+08:00','console','staff.added','P361127102-1-008','{"login":"tech","name":"吴工","roles":["technician"]}','b23fabb4e0f9b86aa387680f577b6eaadfdcf183ab86d14199b7d396b9ff67d3','9ad4d0dcf121e503a6e684f495c3c027ee197ea1e65d254fac053d6e533c1943');
INSERT INTO event VALUES(17,'361127102-1',17,'2026-11-24T09:00:01.176+08:00','console','staff.added','P361127102-1-009','{"login":"village","name":"余小芳","roles":["village"]}','9ad4d0dcf121e503a6e684f495c3c027ee197ea1e65d254fac053d6e533c1943','eeef515f5de6db9f3f2b638c0c0cffe1b755afd505daa4e61577a2dbac845319');
INSERT INTO event VALUES(18,'361127102-1',18,'2026-11-24T09:00:01.176+08:00','console','station.registered','361127102201','{"name":"样例甲村便民服务站"}','eeef515f5de6db9f3f2b638c0c0cffe1b755afd505daa4e61577a2dbac845319','b3bafa3a4361f36ce2a4e8d119096273867b044b59c5ce32c50c79be7658ca34');
INSERT INTO event VALUES(19,'361127102-1',19,'2026-11-24T09:00:01.176+08:00','console','staff.described','P361127102-1-009','{"attends":false,"employer":"样例甲村","employment":"village_cadre","from":"2026-11-24","post":"village_station","unit":"361127102201"}','b3bafa3a4361f36ce2a4e8d119096273867b044b59c5ce32c50c79be7658ca34','fba42438b1b7d9dd139cf16164a9d5a049d29d7124c7226b8392789f451bd9f3');
INSERT INTO event VALUES(20,'361127102-1',20,'2026-11-24T09:00:01.268+08:00','console','staff.added','P361127102-1-010','{"login":"village2","name":"吴志明","roles":["village"]}','fba42438b1b7d9dd139cf16164a9d5a049d29d7124c7226b8392789f451bd9f3','e5e0f166493c0659fc2aa03c4093f1a199d7b2a76b9a5bab352a0156ce449ce7');
INSERT INTO event VALUES(21,'361127102-1',21,'2026-11-24T09:00:01.268+08:00','console','station.registered','361127102202','{"name":"样例乙村便民服务站"}','e5e0f166493c0659fc2aa03c4093f1a199d7b2a76b9a5bab352a0156ce449ce7','a111c96c7f2670380d976fb749b0b385b3f855c633bb2331e82aaac0910dfe98');
INSERT INTO event VALUES(22,'361127102-1',22,'2026-11-24T09:00:01.268+08:00','console','staff.described','P361127102-1-010','{"attends":false,"employer":"样例乙村","employment":"village_cadre","from":"2026-11-24","post":"village_station","unit":"361127102202"}','a111c96c7f2670380d976fb749b0b385b3f855c633bb2331e82aaac0910dfe98','40fdf07cc14d9a96f6472e09fb0306bfe6af10ccbf3dc17e008b508d058cf2d7');
INSERT INTO event VALUES(23,'361127102-1',23,'2026-11-24T09:00:01.505+08:00','console','device.added','D361127102-1-b2aef9ce','{"kind":"kiosk","name":"一号取号机","window":0}','40fdf07cc14d9a96f6472e09fb0306bfe6af10ccbf3dc17e008b508d058cf2d7','0fe3c532f77213d298bbdc3f2d51aa704651c8848ab4ff2ad1a2128d9cfa3a40');
INSERT INTO event VALUES(24,'361127102-1',24,'2026-11-24T09:00:01.518+08:00','console','device.added','D361127102-1-31728fcc','{"kind":"board","name":"一号叫号屏","window":0}','0fe3c532f77213d298bbdc3f2d51aa704651c8848ab4ff2ad1a2128d9cfa3a40','d7f1978cc1d6fbae18880eb40d66305557d66a9dd6454677310f448fd7470a8f');
INSERT INTO event VALUES(25,'361127102-1',25,'2026-11-24T09:00:01.536+08:00','console','device.added','D361127102-1-45aa29e2','{"kind":"rater","name":"1号窗口评价器","window":1}','d7f1978cc1d6fbae18880eb40d66305557d66a9dd6454677310f448fd7470a8f','a662ba01f1a4ff0d3028682c3983cb60a4a41b49816764ae5f119ea6f81c17e7');
INSERT INTO event VALUES(26,'361127102-1',26,'2026-11-24T09:00:01.559+08:00','console','device.added','D361127102-1-c53e42a5','{"kind":"rater","name":"2号窗口评价器","window":2}','a662ba01f1a4ff0d3028682c3983cb60a4a41b49816764ae5f119ea6f81c17e7','b16ea414914a127e8e3179557c52de6c6f7b7e8b8ad440b07a41f7a01d91fa35');
INSERT INTO event VALUES(27,'361127102-1',27,'2026-11-24T09:00:01.572+08:00','console','device.added','D361127102-1-ef9a4d9a','{"kind":"rater","name":"3号窗口评价器","window":3}','b16ea414914a127e8e3179557c52de6c6f7b7e8b8ad440b07a41f7a01d91fa35','379b944242369150d69c80602b9eae007452a07c781cb91a20947382360e7d92');
INSERT INTO event VALUES(28,'361127102-1',28,'2026-11-24T09:00:01.667+08:00','system','device.silent','D361127102-1-31728fcc','{}','379b944242369150d69c80602b9eae007452a07c781cb91a20947382360e7d92','00ad31a443c674219e76a8fb662a12956c810e51aafaf9464254fbcccadb513c');
INSERT INTO event VALUES(29,'361127102-1',29,'2026-11-24T09:00:01.667+08:00','system','device.silent','D361127102-1-45aa29e2','{}','00ad31a443c674219e76a8fb662a12956c810e51aafaf9464254fbcccadb513c','2c3eeb580d85ac70a9127b28a5d0d87558a4deb7b37bdf8b78770354b3641b6d');
INSERT INTO event VALUES(30,'361127102-1',30,'2026-11-24T09:00:01.667+08:00','system','device.silent','D361127102-1-b2aef9ce','{}','2c3eeb580d85ac70a9127b28a5d0d87558a4deb7b37bdf8b78770354b3641b6d','fc774706913f20e5391cc3c9ef623a1627cf3c5dc636b3d0afaff6e14d3657a9');
INSERT INTO event VALUES(31,'361127102-1',31,'2026-11-24T09:00:01.667+08:00','system','device.silent','D361127102-1-c53e42a5','{}','fc774706913f20e5391cc3c9ef623a1627cf3c5dc636b3d0afaff6e14d3657a9','8b90b715c64ef3f0e132f6ed419fa7ac3fc1a0742a1ac9889f2024b195a6ec31');
INSERT INTO event VALUES(32,'361127102-1',32,'2026-11-24T09:00:01.667+08:00','system','device.silent','D361127102-1-ef9a4d9a','{}','8b90b715c64ef3f0e132f6ed419fa7ac3fc1a0742a1ac9889f2024b195a6ec31','f7563fdb306d92a206d70a9322f7e6238bf954b76e3c059bf66ae21b4246bc7e');
INSERT INTO event VALUES(33,'361127102-1',33,'2026-11-24T09:00:01.667+08:00','system','setup.gap_found','feature_closed:0:unresolved','{"code":"feature_closed","error":false,"what":"unresolved","window":0}','f7563fdb306d92a206d70a9322f7e6238bf954b76e3c059bf66ae21b4246bc7e','bc32161f6437be7a12bff19aec5123c127c831bc62c5c4a3a00af0cdc2ba25b6');
INSERT INTO event VALUES(34,'361127102-1',34,'2026-11-24T09:00:01.667+08:00','system','setup.gap_found','feature_closed:0:assistance','{"code":"feature_closed","error":false,"what":"assistance","window":0}','bc32161f6437be7a12bff19aec5123c127c831bc62c5c4a3a00af0cdc2ba25b6','dd21721857b799ce36cc15ea950fbd4dae53a7a8a911dc81cd2482c462089225');
INSERT INTO event VALUES(35,'361127102-1',35,'2026-11-24T09:00:01.667+08:00','system','setup.gap_found','rater_missing:4:','{"code":"rater_missing","error":true,"what":"","window":4}','dd21721857b799ce36cc15ea950fbd4dae53a7a8a911dc81cd2482c462089225','32e7a8cb468022546e601905bc796883442ed6494bff61df99227669f95d9dea');
INSERT INTO event VALUES(36,'361127102-1',36,'2026-11-24T09:00:01.667+08:00','system','setup.gap_found','rater_missing:5:','{"code":"rater_missing","error":true,"what":"","window":5}','32e7a8cb468022546e601905bc796883442ed6494bff61df99227669f95d9dea','ea9a5144d4c72fce7ea7078e5df03815b92ae54849c6a249f9be34faf9d9ae9d');
INSERT INTO event VALUES(37,'361127102-1',37,'2026-11-24T09:00:01.684+08:00','P361127102-1-002','staff.seen','P361127102-1-002','{"day":"2026-11-24"}','ea9a5144d4c72fce7ea7078e5df03815b92ae54849c6a249f9be34faf9d9ae9d','90408f853fc10dc46fd6a6768a549c81fd0d0cfac73e4974bff7c9e4b5bde6c3');
INSERT INTO event VALUES(38,'361127102-1',38,'2026-11-24T09:00:01.731+08:00','P361127102-1-006','staff.seen','P361127102-1-006','{"day":"2026-11-24"}','90408f853fc10dc46fd6a6768a549c81fd0d0cfac73e4974bff7c9e4b5bde6c3','32e5b173a0edf850dbcacf03a6a8ed986005fe769c1ed8808f7f78abec77c16b');
INSERT INTO event VALUES(39,'361127102-1',39,'2026-11-24T09:00:01.809+08:00','D361127102-1-b2aef9ce','ticket.taken','T361127102120261124A001','{"category":"general","channel":"kiosk","day":"2026-11-24","items":[],"number":"A001","priority":"elder","rank":1048576,"secret":"2WKTAU","sequence":1,"window":0,"zone":"general"}','32e5b173a0edf850dbcacf03a6a8ed986005fe769c1ed8808f7f78abec77c16b','9ab1ffffc7312fbf4383744591689ed2da2a56dd18adfefd370f3734e233c777');
INSERT INTO event VALUES(40,'361127102-1',40,'2026-11-24T09:00:01.819+08:00','D361127102-1-b2aef9ce','ticket.issued','T361127102120261124A001','{"by":"screen"}','9ab1ffffc7312fbf4383744591689ed2da2a56dd18adfefd370f3734e233c777','98b3592abb7b0f9faf3c4426dd06f7772f177c6bb46ed6ff0fda271753a2b7df');
INSERT INTO event VALUES(41,'361127102-1',41,'2026-11-24T09:00:01.821+08:00','D361127102-1-b2aef9ce','ticket.taken','T361127102120261124A002','{"category":"general","channel":"kiosk","day":"2026-11-24","items":[],"number":"A002","priority":"none","rank":2097152,"secret":"UGP8TU","sequence":2,"window":0,"zone":"general"}','98b3592abb7b0f9faf3c4426dd06f7772f177c6bb46ed6ff0fda271753a2b7df','ca7ef8ca9daa022061dbf0746c1d1073eb72c1b0cc85f7cbdf32e20366ee18fc');
INSERT INTO event VALUES(42,'361127102-1',42,'2026-11-24T09:00:01.826+08:00','D361127102-1-b2aef9ce','ticket.issued','T361127102120261124A002','{"by":"screen"}','ca7ef8ca9daa022061dbf0746c1d1073eb72c1b0cc85f7cbdf32e20366ee18fc','395a82ce3fe8276a9b8661b06313320a6c4be18cf31bd37a830d22b1e87a7aa5');
INSERT INTO event VALUES(43,'361127102-1',43,'2026-11-24T09:00:01.835+08:00','D361127102-1-b2aef9ce','ticket.taken','T361127102120261124A003','{"category":"general","channel":"kiosk","day":"2026-11-24","items":[],"number":"A003","priority":"none","rank":3145728,"secret":"BW8NS3","sequence":3,"window":0,"zone":"general"}','395a82ce3fe8276a9b8661b06313320a6c4be18cf31bd37a830d22b1e87a7aa5','606d64abab169cbb458c5f20000e252c0e760e73431f3f1a8cae3bcc19a5d4ad');
INSERT INTO event VALUES(44,'361127102-1',44,'2026-11-24T09:00:01.840+08:00','D361127102-1-b2aef9ce','ticket.issued','T361127102120261124A003','{"by":"screen"}','606d64abab169cbb458c5f20000e252c0e760e73431f3f1a8cae3bcc19a5d4ad','a3a5db2c1989d7b40749b13cde75a512b8b17ba0280c6c7737ebe28431cbf57e');
INSERT INTO event VALUES(45,'361127102-1',45,'2026-11-24T09:00:01.846+08:00','P361127102-1-002','window.signed_on','1','{"name":"李秀英"}','a3a5db2c1989d7b40749b13cde75a512b8b17ba0280c6c7737ebe28431cbf57e','36b873225f62000f3fee24e57ff873260940ae9c0afa65a531002f05728ef2c3');
INSERT INTO event VALUES(46,'361127102-1',46,'2026-11-24T09:00:01.850+08:00','P361127102-1-002','ticket.called','T361127102120261124A002','{"window":1}','36b873225f62000f3fee24e57ff873260940ae9c0afa65a531002f05728ef2c3','f164190c72ffd3bc95cb0a761250a78ad97a111ffe46c00465e7f70d2d447f93');
INSERT INTO event VALUES(47,'361127102-1',47,'2026-11-24T09:00:01.858+08:00','P361127102-1-002','ticket.serving','T361127102120261124A002','{"window":1}','f164190c72ffd3bc95cb0a761250a78ad97a111ffe46c00465e7f70d2d447f93','b9b58ad4eb1cd9d108034eb87f61784bac4468c7f5e501a37c67e293a729cd13');
INSERT INTO event VALUES(48,'361127102-1',48,'2026-11-24T09:00:03.365+08:00','P361127102-1-002','ticket.finished','T361127102120261124A002','{}','b9b58ad4eb1cd9d108034eb87f61784bac4468c7f5e501a37c67e293a729cd13','567748d2c6e8c5776dbb5c8998141eef274020c3eb3921160d372ee427845e61');
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE credential (
	actor TEXT PRIMARY KEY,
	login TEXT NOT NULL UNIQUE,
	secret TEXT NOT NULL,
	failures INTEGER NOT NULL DEFAULT 0,
	locked_until INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO credential VALUES('P361127102-1-001','guide','$argon2id$v=19$m=19456,t=2,p=1$twsguayO5uS/DF1a52BTrA$ZuKZNPdRNHPiRSy9wbFUotnYpETDcGyYYcLuIFyTjG8',0,0);
INSERT INTO credential VALUES('P361127102-1-002','clerk','$argon2id$v=19$m=19456,t=2,p=1$HH9SP7Cg8qgCM77ZqgAn+Q$MrFFf1jOSkDGifoyyDfpnzZs62NsPMBpbVWZxw0efRo',0,0);
INSERT INTO credential VALUES('P361127102-1-003','clerk2','$argon2id$v=19$m=19456,t=2,p=1$avXxuuy7xr6SO4VE88DKHA$TjotA8scz0W13IKs2p4gcl5uZBgiEK2P4b0A8OpR1rA',0,0);
INSERT INTO credential VALUES('P361127102-1-004','approver','$argon2id$v=19$m=19456,t=2,p=1$DfixkrsGrjcD+az1KgB+UA$8Oa0TfrHFS+335Oh1tGvtmuUsD+iunjW81bXaKePgVA',0,0);
INSERT INTO credential VALUES('P361127102-1-005','issuer','$argon2id$v=19$m=19456,t=2,p=1$pHj6hqsoXjSufGITD5pmVg$5j1aqTOoq/GHTIeTUqm6IRFp3vcJbOA3xtFlFnmFDYg',0,0);
INSERT INTO credential VALUES('P361127102-1-006','director','$argon2id$v=19$m=19456,t=2,p=1$xcKbBaorgcAb9lN3ttczYw$+svDL8G+FWudjwYvg1Xxdfajdo4ROCS9VYlnyd+M1pY',0,0);
INSERT INTO credential VALUES('P361127102-1-007','supervisor','$argon2id$v=19$m=19456,t=2,p=1$8jcD9KSJIhqF43jt0rn93A$Op5hAVMWGoqXo3V7plPlgSBp6Oxr3MerTBVm/rSb5hU',0,0);
INSERT INTO credential VALUES('P361127102-1-008','tech','$argon2id$v=19$m=19456,t=2,p=1$UKg+Du+B3oOmWzuJvLqhsA$Too6y5FmVVmprPLN6z9U197FWKaZicdJshN2k6h1G6A',0,0);
INSERT INTO credential VALUES('P361127102-1-009','village','$argon2id$v=19$m=19456,t=2,p=1$E8t2UjiHC0uoLjrL/3HwzA$MOcV0hGzU9OWS+x+4ROny1LFY4sQB6lxIm1d5Of2pZ4',0,0);
INSERT INTO credential VALUES('P361127102-1-010','village2','$argon2id$v=19$m=19456,t=2,p=1$8lIlGK8ari1w4RvaiD4vqQ$LZIVzTiho77mIqsyf6sjlIgTjNY+62xHPLnTPOpfHJA',0,0);
INSERT INTO credential VALUES('D361127102-1-b2aef9ce','device:b2aef9ce41a1bc4d772715edb755da43edb9b4edc2fbf9539dddf71455cefd03','',0,0);
INSERT INTO credential VALUES('D361127102-1-31728fcc','device:31728fcced36fd3f3895d9f36713ca549ffa95e1296ab3550446a0d1abc88672','',0,0);
INSERT INTO credential VALUES('D361127102-1-45aa29e2','device:45aa29e2e82445ab0790e7f4c09949056689ce4a527c7a3bba6041ef692b770c','',0,0);
INSERT INTO credential VALUES('D361127102-1-c53e42a5','device:c53e42a5c58124a74ff00a1074864a3056ed3bbc60dc2df9c1ca24fe73e1aab5','',0,0);
INSERT INTO credential VALUES('D361127102-1-ef9a4d9a','device:ef9a4d9a837d8c5c1d6549fe4daa96ecad99b0410265df1091c2ef33edffa1f1','',0,0);
CREATE TABLE guess (
	subject TEXT PRIMARY KEY,
	failures INTEGER NOT NULL,
	locked_until INTEGER NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
	key TEXT PRIMARY KEY,
	actor TEXT NOT NULL,
	kind TEXT NOT NULL,
	window_no INTEGER NOT NULL DEFAULT 0,
	expires INTEGER NOT NULL
) STRICT;
CREATE TABLE reply (
	actor TEXT NOT NULL,
	key TEXT NOT NULL,
	request TEXT NOT NULL,
	body TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (actor, key)
) STRICT;
CREATE TABLE batch_out (
	recipient TEXT NOT NULL,
	lane INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	id TEXT NOT NULL DEFAULT '',
	sha256 TEXT NOT NULL DEFAULT '',
	previous TEXT NOT NULL DEFAULT '',
	ledger TEXT NOT NULL DEFAULT '',
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	files INTEGER NOT NULL,
	size INTEGER NOT NULL DEFAULT 0,
	sent INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL,
	sealed_at TEXT,
	stored_at TEXT,
	applied_at TEXT,
	reason TEXT,
	PRIMARY KEY (recipient, lane, seq)
) STRICT;
INSERT INTO batch_out VALUES('361127000-1',1,1,'10940b937b65a2301bad928f0b1d01555a20151158d56dd7f94b6c5f9f9735ad','501de7a2d3734a385adef1896f4616a4f4eb00b188fd114fda2f14ea27323029','','ac8666804fa859c42a8598e257ad97ca70300ed7',1,27,0,2834,0,'sealed','2026-11-24T09:00:01.806+08:00',NULL,NULL,NULL);
INSERT INTO batch_out VALUES('361127000-1',1,2,'7f473e9074840b50be1d494c8386c0f590504f17bfdca0d7b0b48e6d59cfd04b','e9b852f310156e54175ac8a676aeb9e52dd2080a2665fb08bb6e16c9d3aaabc0','10940b937b65a2301bad928f0b1d01555a20151158d56dd7f94b6c5f9f9735ad','1915fc57ef8c6e8aea8afd599bb0a0ca11606497',28,47,0,2045,0,'sealed','2026-11-24T09:00:02.684+08:00',NULL,NULL,NULL);
CREATE TABLE batch_in (
	sender TEXT NOT NULL,
	lane INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	id TEXT NOT NULL DEFAULT '',
	sha256 TEXT NOT NULL,
	ledger TEXT NOT NULL DEFAULT '',
	first INTEGER NOT NULL DEFAULT 0,
	last INTEGER NOT NULL DEFAULT 0,
	files INTEGER NOT NULL DEFAULT 0,
	size INTEGER NOT NULL,
	state TEXT NOT NULL,
	at TEXT NOT NULL,
	reason TEXT,
	PRIMARY KEY (sender, lane, seq)
) STRICT;
CREATE TABLE blob_out (
	recipient TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	seq INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (recipient, sha256)
) STRICT;
CREATE TABLE peer (
	node TEXT PRIMARY KEY,
	last_contact TEXT,
	reported TEXT NOT NULL DEFAULT '{}',
	token TEXT NOT NULL DEFAULT '',
	token_expires INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE device_seen (device TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
INSERT INTO device_seen VALUES('D361127102-1-b2aef9ce',1795482001676);
CREATE TABLE tide_watch (zone TEXT PRIMARY KEY, wanted TEXT NOT NULL, since INTEGER NOT NULL, helpers INTEGER NOT NULL) STRICT;
CREATE TABLE staff (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	login TEXT NOT NULL,
	roles TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
INSERT INTO staff VALUES('361127102','P361127102-1-001','周建华','guide','["guide"]');
INSERT INTO staff VALUES('361127102','P361127102-1-002','李秀英','clerk','["clerk"]');
INSERT INTO staff VALUES('361127102','P361127102-1-003','陈志强','clerk2','["clerk"]');
INSERT INTO staff VALUES('361127102','P361127102-1-004','王海燕','approver','["approver"]');
INSERT INTO staff VALUES('361127102','P361127102-1-005','刘小梅','issuer','["issuer"]');
INSERT INTO staff VALUES('361127102','P361127102-1-006','张国庆','director','["director"]');
INSERT INTO staff VALUES('361127102','P361127102-1-007','郑督查','supervisor','["supervisor"]');
INSERT INTO staff VALUES('361127102','P361127102-1-008','吴工','tech','["technician"]');
INSERT INTO staff VALUES('361127102','P361127102-1-009','余小芳','village','["village"]');
INSERT INTO staff VALUES('361127102','P361127102-1-010','吴志明','village2','["village"]');
CREATE TABLE device (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	name TEXT NOT NULL,
	zones TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
INSERT INTO device VALUES('361127102','D361127102-1-b2aef9ce','kiosk',0,'一号取号机',NULL);
INSERT INTO device VALUES('361127102','D361127102-1-31728fcc','board',0,'一号叫号屏',NULL);
INSERT INTO device VALUES('361127102','D361127102-1-45aa29e2','rater',1,'1号窗口评价器',NULL);
INSERT INTO device VALUES('361127102','D361127102-1-c53e42a5','rater',2,'2号窗口评价器',NULL);
INSERT INTO device VALUES('361127102','D361127102-1-ef9a4d9a','rater',3,'3号窗口评价器',NULL);
CREATE TABLE appointment (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	item TEXT NOT NULL,
	item_name TEXT NOT NULL,
	zone TEXT NOT NULL,
	date TEXT NOT NULL,
	session TEXT NOT NULL,
	kind TEXT NOT NULL,
	slot_from INTEGER NOT NULL,
	slot_to INTEGER NOT NULL,
	state TEXT NOT NULL,
	holder TEXT NOT NULL,
	held_at TEXT NOT NULL,
	hold_until TEXT NOT NULL,
	name TEXT,
	id_kind TEXT,
	id_no TEXT,
	phone TEXT,
	channel TEXT,
	caller TEXT,
	override_reason TEXT,
	booked_at TEXT,
	booked_by TEXT,
	moved_from TEXT,
	moved_to TEXT,
	ticket TEXT,
	arrival TEXT,
	ended_at TEXT,
	end_reason TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE booking_stop (
	hall TEXT NOT NULL,
	message TEXT NOT NULL,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
CREATE TABLE backstop (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	source TEXT NOT NULL,
	name TEXT,
	phone TEXT,
	item TEXT,
	want TEXT NOT NULL,
	reason TEXT NOT NULL,
	text TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	about TEXT,
	case_id TEXT,
	ticket TEXT,
	query_code TEXT NOT NULL,
	taken_by TEXT NOT NULL,
	taken_name TEXT NOT NULL,
	reported_at TEXT NOT NULL,
	contact_due_on TEXT NOT NULL,
	contact_provisional INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL,
	accepted_at TEXT,
	accepted_by TEXT,
	class TEXT,
	classified_at TEXT,
	due_on TEXT,
	due_provisional INTEGER NOT NULL DEFAULT 0,
	assigned_to TEXT,
	assigned_text TEXT,
	contacted_at TEXT,
	contact_text TEXT,
	result TEXT,
	result_text TEXT,
	basis TEXT,
	report TEXT,
	resolved_at TEXT,
	resolved_by TEXT,
	answer TEXT,
	answered_at TEXT,
	check_text TEXT,
	checked_at TEXT,
	checked_by TEXT,
	filed_no TEXT,
	filed_at TEXT,
	escalated TEXT NOT NULL DEFAULT 'hall',
	escalated_at TEXT,
	escalated_text TEXT,
	county_answer TEXT,
	county_answered_at TEXT,
	county_answered_by TEXT,
	corrections INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE case_file (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	ticket TEXT,
	item TEXT NOT NULL,
	item_name TEXT NOT NULL,
	catalogue TEXT NOT NULL,
	kind TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	applicant TEXT NOT NULL,
	agent TEXT,
	note TEXT NOT NULL,
	query_code TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	clock_trusted INTEGER NOT NULL,
	received_at TEXT NOT NULL,
	received_by TEXT NOT NULL,
	received_name TEXT NOT NULL,
	correction_due_on TEXT,
	correction_text TEXT,
	corrections INTEGER NOT NULL DEFAULT 0,
	corrected_after TEXT,
	refused_at TEXT,
	refuse_reason TEXT,
	refuse_text TEXT,
	accepted_at TEXT,
	accepted_by TEXT,
	accepted_name TEXT,
	due_on TEXT,
	clock_on TEXT,
	due_provisional INTEGER NOT NULL DEFAULT 0,
	forwarded_to TEXT,
	decided_at TEXT,
	decided_actor TEXT,
	decided_name TEXT,
	decided_stream TEXT,
	outcome TEXT,
	opinion TEXT,
	decision_no TEXT,
	result_at TEXT,
	result_kind TEXT,
	result_no TEXT,
	shelf TEXT,
	issued_at TEXT,
	issued_by TEXT,
	issued_name TEXT,
	collector_name TEXT,
	collector_id_no TEXT,
	relation TEXT,
	issues INTEGER NOT NULL DEFAULT 0,
	state TEXT GENERATED ALWAYS AS (CASE
		WHEN issued_at IS NOT NULL THEN 'issued'
		WHEN result_at IS NOT NULL THEN 'ready'
		WHEN decided_at IS NOT NULL THEN 'decided'
		WHEN refused_at IS NOT NULL THEN 'refused'
		WHEN forwarded_to IS NOT NULL THEN 'forwarded'
		WHEN accepted_at IS NOT NULL THEN 'accepted'
		WHEN corrections > 0 THEN 'correcting'
		ELSE 'received' END) STORED,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE material (
	hall TEXT NOT NULL,
	case_id TEXT NOT NULL,
	no INTEGER NOT NULL,
	taken TEXT NOT NULL,
	copies INTEGER NOT NULL,
	note TEXT,
	PRIMARY KEY (hall, case_id, no)
) STRICT;
CREATE TABLE photo (
	hall TEXT NOT NULL,
	case_id TEXT NOT NULL,
	no INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	name TEXT NOT NULL,
	mime TEXT NOT NULL,
	size INTEGER NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, case_id, no, sha256)
) STRICT;
CREATE TABLE catalogue (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	items TEXT NOT NULL,
	calendar TEXT NOT NULL,
	count INTEGER NOT NULL,
	at TEXT NOT NULL,
	published INTEGER NOT NULL,
	PRIMARY KEY (hall, id, published)
) STRICT;
CREATE TABLE item (
	catalogue TEXT NOT NULL,
	id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	name TEXT NOT NULL,
	initials TEXT NOT NULL,
	aliases TEXT NOT NULL,
	alias_initials TEXT NOT NULL,
	conditions TEXT,
	steps TEXT NOT NULL,
	zone TEXT NOT NULL,
	type TEXT NOT NULL,
	kind TEXT NOT NULL,
	list_kind TEXT NOT NULL,
	authority TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	frequent INTEGER NOT NULL,
	statutory_days INTEGER,
	statutory_unit TEXT NOT NULL,
	promised_days INTEGER,
	promised_unit TEXT NOT NULL,
	result_name TEXT NOT NULL,
	fee TEXT NOT NULL,
	basis TEXT NOT NULL,
	certainty TEXT NOT NULL,
	materials TEXT NOT NULL,
	PRIMARY KEY (catalogue, id)
) STRICT;
CREATE TABLE calendar_day (
	catalogue TEXT NOT NULL,
	year INTEGER NOT NULL,
	date TEXT NOT NULL,
	off INTEGER NOT NULL,
	name TEXT NOT NULL,
	festival TEXT NOT NULL,
	PRIMARY KEY (catalogue, date)
) STRICT;
CREATE TABLE category (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	zone TEXT NOT NULL,
	letter TEXT NOT NULL,
	label TEXT NOT NULL,
	items TEXT NOT NULL,
	retired INTEGER NOT NULL DEFAULT 0,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE discipline (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	staff TEXT NOT NULL,
	kind TEXT NOT NULL,
	measure TEXT NOT NULL,
	day TEXT NOT NULL,
	text TEXT NOT NULL,
	points INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	revoked TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE commendation (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	staff TEXT NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	day TEXT NOT NULL,
	text TEXT NOT NULL,
	points INTEGER NOT NULL,
	published INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE escalation (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	noun TEXT NOT NULL,
	leader TEXT NOT NULL,
	reason TEXT NOT NULL,
	at TEXT NOT NULL,
	answer TEXT,
	answered_at TEXT,
	answered_by TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE facility (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	place TEXT NOT NULL,
	count INTEGER NOT NULL,
	seats INTEGER NOT NULL,
	note TEXT NOT NULL,
	broken TEXT,
	broken_at TEXT,
	withdrawn INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (hall, id)
) STRICT;
INSERT INTO facility VALUES('361127102','F361127102-1-001','guide_desk','咨询引导台','大厅入口',1,0,'',NULL,NULL,0);
INSERT INTO facility VALUES('361127102','F361127102-1-002','accessible','无障碍通道','东门坡道，低位受理台在2号窗口',1,0,'',NULL,NULL,0);
CREATE TABLE room_booking (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	room TEXT NOT NULL,
	date TEXT NOT NULL,
	from_time TEXT NOT NULL,
	to_time TEXT NOT NULL,
	purpose TEXT NOT NULL,
	title TEXT NOT NULL,
	people INTEGER NOT NULL,
	case_id TEXT,
	by_id TEXT NOT NULL,
	by_name TEXT NOT NULL,
	cancelled TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE precheck (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	item TEXT NOT NULL,
	item_name TEXT NOT NULL,
	brought TEXT NOT NULL,
	missing TEXT NOT NULL,
	note TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, ticket, item)
) STRICT;
CREATE TABLE guide_log (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	day TEXT NOT NULL,
	kind TEXT NOT NULL,
	item TEXT,
	text TEXT NOT NULL,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE help_item (
	hall TEXT NOT NULL,
	item TEXT NOT NULL,
	helped INTEGER NOT NULL,
	agent INTEGER NOT NULL,
	reason TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, item)
) STRICT;
CREATE TABLE helper (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	village TEXT NOT NULL,
	phone TEXT NOT NULL,
	badge TEXT NOT NULL,
	items TEXT NOT NULL,
	active INTEGER NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE help_request (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	principal TEXT NOT NULL,
	item TEXT NOT NULL,
	item_name TEXT NOT NULL,
	need TEXT NOT NULL,
	home_visit INTEGER NOT NULL,
	note TEXT,
	requested_at TEXT NOT NULL,
	requested_by TEXT NOT NULL,
	due_on TEXT NOT NULL,
	due_provisional INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL,
	helper TEXT,
	helper_name TEXT,
	assigned_at TEXT,
	scope TEXT,
	agreed_at TEXT,
	visits INTEGER NOT NULL DEFAULT 0,
	visit_text TEXT,
	visited_at TEXT,
	case_id TEXT,
	hand_in_text TEXT,
	handed_in_at TEXT,
	report TEXT,
	reported_at TEXT,
	end_text TEXT,
	ended_at TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE help_paper (
	hall TEXT NOT NULL,
	request TEXT NOT NULL,
	no INTEGER NOT NULL,
	name TEXT NOT NULL,
	copies INTEGER NOT NULL,
	original INTEGER NOT NULL,
	taken_at TEXT NOT NULL,
	taken_by TEXT NOT NULL,
	how TEXT,
	ended_to TEXT,
	ended_at TEXT,
	PRIMARY KEY (hall, request, no)
) STRICT;
CREATE TABLE hall_admission (
	hall TEXT NOT NULL,
	node TEXT NOT NULL,
	name TEXT NOT NULL,
	key TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, node)
) STRICT;
CREATE TABLE presence (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	staff TEXT NOT NULL,
	place TEXT NOT NULL,
	began TEXT NOT NULL,
	ended TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
INSERT INTO presence VALUES('361127102','361127102-1:45','P361127102-1-002','window:1','2026-11-24T09:00:01.846+08:00',NULL);
CREATE TABLE leave (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	staff TEXT NOT NULL,
	kind TEXT NOT NULL,
	from_day TEXT NOT NULL,
	from_half TEXT NOT NULL,
	to_day TEXT NOT NULL,
	to_half TEXT NOT NULL,
	halves INTEGER NOT NULL,
	provisional INTEGER NOT NULL,
	reason TEXT NOT NULL,
	state TEXT NOT NULL,
	asked_at TEXT NOT NULL,
	decided_at TEXT,
	decided_by TEXT,
	note TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE opening_exception (
	hall TEXT NOT NULL,
	date TEXT NOT NULL,
	closed INTEGER NOT NULL,
	extra_from INTEGER NOT NULL,
	extra_to INTEGER NOT NULL,
	reason TEXT NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (hall, date)
) STRICT;
CREATE TABLE work_order (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	ticket TEXT NOT NULL,
	level TEXT NOT NULL,
	options TEXT NOT NULL,
	options_version TEXT NOT NULL,
	text TEXT,
	channel TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	clerk TEXT,
	opened_at TEXT NOT NULL,
	verify_due_at TEXT NOT NULL,
	alarm_on TEXT NOT NULL,
	due_on TEXT NOT NULL,
	due_provisional INTEGER NOT NULL,
	answer_code TEXT NOT NULL,
	state TEXT NOT NULL,
	verdict TEXT,
	verdict_text TEXT,
	verified_at TEXT,
	verified_by TEXT,
	action TEXT,
	action_text TEXT,
	action_until TEXT,
	acted_at TEXT,
	acted_by TEXT,
	rounds INTEGER NOT NULL DEFAULT 0,
	reply TEXT,
	replied_at TEXT,
	replied_by TEXT,
	revisit_due_on TEXT,
	revisit_provisional INTEGER NOT NULL DEFAULT 0,
	visits INTEGER NOT NULL DEFAULT 0,
	reached INTEGER,
	satisfied INTEGER,
	revisit_text TEXT,
	revisited_at TEXT,
	revisited_by TEXT,
	second_level TEXT,
	second_text TEXT,
	second_at TEXT,
	outcome TEXT,
	closed_at TEXT,
	closed_by TEXT,
	escalated_stage TEXT,
	escalated_to TEXT,
	escalated_at TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE printer (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	target TEXT NOT NULL,
	paper INTEGER NOT NULL,
	repertoire TEXT NOT NULL,
	answers INTEGER NOT NULL,
	place TEXT NOT NULL,
	place_id TEXT NOT NULL,
	state TEXT NOT NULL DEFAULT 'unknown',
	state_at TEXT,
	last_error TEXT,
	last_error_at TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE print_job (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	what TEXT NOT NULL,
	subject TEXT NOT NULL,
	printer TEXT NOT NULL,
	copy INTEGER NOT NULL,
	by_page INTEGER NOT NULL,
	base TEXT,
	state TEXT NOT NULL,
	reason TEXT,
	at TEXT NOT NULL,
	ended_at TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE rating (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	nth INTEGER NOT NULL,
	level TEXT NOT NULL,
	options TEXT NOT NULL,
	options_version TEXT NOT NULL,
	indicators TEXT,
	text TEXT,
	channel TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	clerk TEXT,
	paper_no TEXT,
	entered_by TEXT,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, ticket, nth)
) STRICT;
CREATE TABLE rating_options (
	hall TEXT NOT NULL,
	version TEXT NOT NULL,
	options TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, version)
) STRICT;
CREATE TABLE visit (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	day TEXT NOT NULL,
	zone TEXT NOT NULL,
	category TEXT NOT NULL,
	priority TEXT NOT NULL,
	channel TEXT NOT NULL,
	slot INTEGER NOT NULL,
	taken_ms INTEGER NOT NULL,
	called_ms INTEGER,
	misses INTEGER NOT NULL DEFAULT 0,
	estimate_s INTEGER,
	PRIMARY KEY (hall, ticket)
) STRICT;
INSERT INTO visit VALUES('361127102','T361127102120261124A001','2026-11-24','general','general','elder','kiosk',18,1795482001819,NULL,0,NULL);
INSERT INTO visit VALUES('361127102','T361127102120261124A002','2026-11-24','general','general','none','kiosk',18,1795482001826,1795482001850,0,NULL);
INSERT INTO visit VALUES('361127102','T361127102120261124A003','2026-11-24','general','general','none','kiosk',18,1795482001840,NULL,0,NULL);
CREATE TABLE service_turn (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	no INTEGER NOT NULL,
	day TEXT NOT NULL,
	zone TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	hour INTEGER NOT NULL,
	called_ms INTEGER NOT NULL,
	served_ms INTEGER,
	ended_ms INTEGER,
	ended_s INTEGER,
	outcome TEXT,
	PRIMARY KEY (hall, ticket, no)
) STRICT;
INSERT INTO service_turn VALUES('361127102','T361127102120261124A002',1,'2026-11-24','general',1,9,1795482001850,1795482001858,1795482003365,32403,'finished');
CREATE TABLE window_stretch (
	hall TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	day TEXT NOT NULL,
	from_s INTEGER NOT NULL,
	to_s INTEGER,
	PRIMARY KEY (hall, day, window_no, from_s)
) STRICT;
INSERT INTO window_stretch VALUES('361127102',1,'2026-11-24',32401,NULL);
CREATE TABLE roster (
	hall TEXT NOT NULL,
	date TEXT NOT NULL,
	session TEXT NOT NULL,
	duty TEXT NOT NULL,
	staff TEXT NOT NULL,
	name TEXT NOT NULL,
	zone TEXT NOT NULL,
	stand_in TEXT,
	stand_in_name TEXT,
	PRIMARY KEY (hall, date, session, duty, staff)
) STRICT;
CREATE TABLE score (
	hall TEXT NOT NULL,
	month TEXT NOT NULL,
	staff TEXT NOT NULL,
	total INTEGER NOT NULL,
	parts TEXT NOT NULL,
	PRIMARY KEY (hall, month, staff)
) STRICT;
CREATE TABLE score_month (
	hall TEXT NOT NULL,
	month TEXT NOT NULL,
	people INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, month)
) STRICT;
CREATE TABLE grade (
	hall TEXT NOT NULL,
	year TEXT NOT NULL,
	staff TEXT NOT NULL,
	average INTEGER NOT NULL,
	months INTEGER NOT NULL,
	proposed TEXT NOT NULL,
	grade TEXT NOT NULL,
	reason TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, year, staff)
) STRICT;
CREATE TABLE service_hour (
	hall TEXT NOT NULL,
	category TEXT NOT NULL,
	weekday TEXT NOT NULL,
	hour TEXT NOT NULL,
	services INTEGER NOT NULL,
	total_ms INTEGER NOT NULL,
	PRIMARY KEY (hall, category, weekday, hour)
) STRICT;
INSERT INTO service_hour VALUES('361127102','general','2','09',1,1515);
CREATE TABLE list_draft (
	hall TEXT NOT NULL,
	item TEXT NOT NULL,
	list TEXT NOT NULL,
	hours TEXT NOT NULL,
	reason TEXT,
	note TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, item)
) STRICT;
CREATE TABLE list_version (
	hall TEXT NOT NULL,
	version INTEGER NOT NULL,
	note TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, version)
) STRICT;
CREATE TABLE list_entry (
	hall TEXT NOT NULL,
	version INTEGER NOT NULL,
	item TEXT NOT NULL,
	name TEXT NOT NULL,
	list TEXT NOT NULL,
	hours TEXT NOT NULL,
	reason TEXT,
	note TEXT,
	PRIMARY KEY (hall, version, item)
) STRICT;
CREATE TABLE hall_setting (
	hall TEXT NOT NULL,
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	at TEXT NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (hall, name)
) STRICT;
CREATE TABLE setup_gap (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	error INTEGER NOT NULL,
	window_no INTEGER NOT NULL,
	what TEXT NOT NULL,
	since TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
INSERT INTO setup_gap VALUES('361127102','feature_closed:0:unresolved','feature_closed',0,0,'unresolved','2026-11-24T09:00:01.667+08:00');
INSERT INTO setup_gap VALUES('361127102','feature_closed:0:assistance','feature_closed',0,0,'assistance','2026-11-24T09:00:01.667+08:00');
INSERT INTO setup_gap VALUES('361127102','rater_missing:4:','rater_missing',1,4,'','2026-11-24T09:00:01.667+08:00');
INSERT INTO setup_gap VALUES('361127102','rater_missing:5:','rater_missing',1,5,'','2026-11-24T09:00:01.667+08:00');
CREATE TABLE setup_confirmed (
	hall TEXT NOT NULL,
	at TEXT NOT NULL,
	by_name TEXT NOT NULL,
	warnings INTEGER NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
CREATE TABLE device_silent (
	hall TEXT NOT NULL,
	device TEXT NOT NULL,
	since TEXT NOT NULL,
	PRIMARY KEY (hall, device)
) STRICT;
INSERT INTO device_silent VALUES('361127102','D361127102-1-31728fcc','2026-11-24T09:00:01.667+08:00');
INSERT INTO device_silent VALUES('361127102','D361127102-1-45aa29e2','2026-11-24T09:00:01.667+08:00');
INSERT INTO device_silent VALUES('361127102','D361127102-1-b2aef9ce','2026-11-24T09:00:01.667+08:00');
INSERT INTO device_silent VALUES('361127102','D361127102-1-c53e42a5','2026-11-24T09:00:01.667+08:00');
INSERT INTO device_silent VALUES('361127102','D361127102-1-ef9a4d9a','2026-11-24T09:00:01.667+08:00');
CREATE TABLE site (
	hall TEXT NOT NULL,
	code TEXT NOT NULL,
	place TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	county TEXT NOT NULL,
	sample INTEGER NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
INSERT INTO site VALUES('361127102','361127102','黄金埠镇','developed_town','黄金埠镇政务服务中心','余干县',1);
CREATE TABLE service_window (
	hall TEXT NOT NULL,
	no INTEGER NOT NULL,
	zone TEXT NOT NULL,
	place TEXT NOT NULL,
	issues INTEGER NOT NULL,
	features TEXT NOT NULL,
	state TEXT NOT NULL,
	clerk TEXT,
	clerk_name TEXT,
	spare INTEGER NOT NULL,
	before TEXT,
	helps TEXT,
	tide_at TEXT,
	PRIMARY KEY (hall, no)
) STRICT;
INSERT INTO service_window VALUES('361127102',1,'general','大厅左侧',0,'["unresolved","assistance"]','open','P361127102-1-002','李秀英',0,NULL,NULL,NULL);
INSERT INTO service_window VALUES('361127102',2,'general','大厅左侧',0,'[]','closed',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO service_window VALUES('361127102',3,'public_security','大厅中间',0,'[]','closed',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO service_window VALUES('361127102',4,'public_utility','大厅右侧',0,'[]','closed',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO service_window VALUES('361127102',5,'issue','大厅右侧',1,'[]','closed',NULL,NULL,0,NULL,NULL,NULL);
CREATE TABLE zone_sign (
	hall TEXT NOT NULL,
	zone TEXT NOT NULL,
	shown TEXT NOT NULL,
	PRIMARY KEY (hall, zone)
) STRICT;
CREATE TABLE feature_order (
	hall TEXT NOT NULL,
	feature TEXT NOT NULL,
	exclusive INTEGER NOT NULL,
	document TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, feature)
) STRICT;
CREATE TABLE tide_log (
	hall TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	opened_at TEXT NOT NULL,
	zone TEXT NOT NULL,
	opened_by TEXT NOT NULL,
	open_reason TEXT NOT NULL,
	closed_at TEXT,
	closed_by TEXT,
	close_reason TEXT,
	drained_at TEXT,
	PRIMARY KEY (hall, window_no, opened_at)
) STRICT;
CREATE TABLE link (
	hall TEXT NOT NULL,
	cut INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	reason TEXT,
	at TEXT NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
CREATE TABLE staff_profile (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	employment TEXT NOT NULL,
	employer TEXT NOT NULL,
	supplier TEXT,
	contract_no TEXT,
	post TEXT NOT NULL,
	post_grade TEXT,
	unit TEXT NOT NULL,
	from_day TEXT NOT NULL,
	to_day TEXT,
	stand_in TEXT,
	skill_level TEXT,
	certificate_no TEXT,
	certificate_on TEXT,
	attends INTEGER NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
INSERT INTO staff_profile VALUES('361127102','P361127102-1-009','village_cadre','样例甲村',NULL,NULL,'village_station',NULL,'361127102201','2026-11-24',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO staff_profile VALUES('361127102','P361127102-1-010','village_cadre','样例乙村',NULL,NULL,'village_station',NULL,'361127102202','2026-11-24',NULL,NULL,NULL,NULL,NULL,0);
CREATE TABLE staff_contact (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	phone TEXT,
	id_no TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE staff_joined (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	day TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
INSERT INTO staff_joined VALUES('361127102','P361127102-1-001','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-002','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-003','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-004','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-005','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-006','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-007','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-008','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-009','2026-11-24');
INSERT INTO staff_joined VALUES('361127102','P361127102-1-010','2026-11-24');
CREATE TABLE staff_departure (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	day TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE staff_seen (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	day TEXT NOT NULL,
	PRIMARY KEY (hall, id, day)
) STRICT;
INSERT INTO staff_seen VALUES('361127102','P361127102-1-002','2026-11-24');
INSERT INTO staff_seen VALUES('361127102','P361127102-1-006','2026-11-24');
CREATE TABLE leader (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	phone TEXT NOT NULL,
	from_day TEXT NOT NULL,
	to_day TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE station (
	hall TEXT NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	closed INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (hall, code)
) STRICT;
INSERT INTO station VALUES('361127102','361127102201','样例甲村便民服务站',0);
INSERT INTO station VALUES('361127102','361127102202','样例乙村便民服务站',0);
CREATE TABLE ticket (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	number TEXT NOT NULL,
	day TEXT NOT NULL,
	zone TEXT NOT NULL,
	category TEXT NOT NULL,
	series TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	priority TEXT NOT NULL,
	rank INTEGER NOT NULL,
	items TEXT NOT NULL,
	note TEXT,
	channel TEXT NOT NULL,
	appointment TEXT,
	secret TEXT NOT NULL,
	bound_window INTEGER,
	state TEXT NOT NULL,
	window_no INTEGER,
	clerk TEXT,
	calls INTEGER NOT NULL DEFAULT 0,
	tries INTEGER NOT NULL DEFAULT 0,
	called_from TEXT,
	called_before TEXT,
	begun INTEGER NOT NULL DEFAULT 0,
	transfer_note TEXT,
	transfer_from INTEGER,
	cancelled_by TEXT,
	closed_was TEXT,
	reprints INTEGER NOT NULL DEFAULT 0,
	taken_at TEXT NOT NULL,
	issued_at TEXT,
	issued_by TEXT,
	waits_since TEXT NOT NULL,
	estimate_ms INTEGER,
	estimate_low_ms INTEGER,
	estimate_high_ms INTEGER,
	first_called_at TEXT,
	called_at TEXT,
	served_at TEXT,
	held_at TEXT,
	held_ms INTEGER NOT NULL DEFAULT 0,
	ended_at TEXT,
	rated INTEGER NOT NULL DEFAULT 0,
	moved_from TEXT,
	moved_number TEXT,
	moved_sequence INTEGER,
	PRIMARY KEY (hall, id)
) STRICT;
INSERT INTO ticket VALUES('361127102','T361127102120261124A001','A001','2026-11-24','general','general','general',1,'elder',1048576,'[]',NULL,'kiosk',NULL,'2WKTAU',NULL,'waiting',NULL,NULL,0,0,NULL,NULL,0,NULL,NULL,NULL,NULL,0,'2026-11-24T09:00:01.809+08:00','2026-11-24T09:00:01.819+08:00','screen','2026-11-24T09:00:01.819+08:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL,NULL,NULL);
INSERT INTO ticket VALUES('361127102','T361127102120261124A002','A002','2026-11-24','general','general','general',2,'none',2097152,'[]',NULL,'kiosk',NULL,'UGP8TU',NULL,'finished',1,'P361127102-1-002',1,1,'waiting',NULL,0,NULL,NULL,NULL,NULL,0,'2026-11-24T09:00:01.821+08:00','2026-11-24T09:00:01.826+08:00','screen','2026-11-24T09:00:01.826+08:00',NULL,NULL,NULL,'2026-11-24T09:00:01.850+08:00','2026-11-24T09:00:01.850+08:00','2026-11-24T09:00:01.858+08:00',NULL,0,'2026-11-24T09:00:03.365+08:00',0,NULL,NULL,NULL);
INSERT INTO ticket VALUES('361127102','T361127102120261124A003','A003','2026-11-24','general','general','general',3,'none',3145728,'[]',NULL,'kiosk',NULL,'BW8NS3',NULL,'waiting',NULL,NULL,0,0,NULL,NULL,0,NULL,NULL,NULL,NULL,0,'2026-11-24T09:00:01.835+08:00','2026-11-24T09:00:01.840+08:00','screen','2026-11-24T09:00:01.840+08:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL,NULL,NULL);
CREATE TABLE tide_suggestion (
	hall TEXT NOT NULL,
	zone TEXT NOT NULL,
	advice TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	waiting INTEGER NOT NULL,
	minutes INTEGER NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, zone)
) STRICT;
CREATE TABLE training_plan (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	giver TEXT NOT NULL,
	from_day TEXT NOT NULL,
	to_day TEXT NOT NULL,
	subjects TEXT NOT NULL,
	minutes INTEGER NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE training_session (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	plan TEXT,
	subject TEXT NOT NULL,
	title TEXT NOT NULL,
	giver TEXT NOT NULL,
	teacher TEXT NOT NULL,
	day TEXT NOT NULL,
	minutes INTEGER NOT NULL,
	cancelled TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE training_attendance (
	hall TEXT NOT NULL,
	session TEXT NOT NULL,
	staff TEXT NOT NULL,
	present INTEGER NOT NULL,
	mark INTEGER NOT NULL,
	certificate TEXT,
	PRIMARY KEY (hall, session, staff)
) STRICT;
CREATE INDEX event_subject ON event (subject, arrived);
CREATE INDEX reply_at ON reply (at);
CREATE INDEX appointment_day ON appointment (hall, date, slot_from);
CREATE INDEX appointment_person ON appointment (hall, id_no, date);
CREATE INDEX appointment_holder ON appointment (hall, holder, date);
CREATE INDEX appointment_state ON appointment (hall, state, date);
CREATE INDEX backstop_open ON backstop (hall, state, reported_at);
CREATE INDEX case_state ON case_file (hall, state);
CREATE INDEX case_ticket ON case_file (hall, ticket);
CREATE INDEX case_received_by ON case_file (hall, received_by, received_at);
CREATE INDEX case_accepted_by ON case_file (hall, accepted_by, accepted_at) WHERE accepted_by IS NOT NULL;
CREATE INDEX case_decided_by ON case_file (hall, decided_actor, decided_at) WHERE decided_actor IS NOT NULL;
CREATE INDEX case_issued_by ON case_file (hall, issued_by, issued_at) WHERE issued_by IS NOT NULL;
CREATE INDEX room_booking_date ON room_booking (hall, date);
CREATE INDEX guide_log_day ON guide_log (hall, day, at);
CREATE INDEX help_request_open ON help_request (hall, state, due_on);
CREATE INDEX presence_day ON presence (hall, began);
CREATE INDEX presence_open ON presence (hall, place, ended);
CREATE INDEX leave_days ON leave (hall, staff, to_day);
CREATE INDEX work_order_open ON work_order (hall, state, opened_at);
CREATE INDEX print_job_subject ON print_job (hall, subject, copy);
CREATE INDEX print_job_state ON print_job (hall, state, at);
CREATE INDEX rating_clerk ON rating (hall, clerk, at);
CREATE INDEX visit_day ON visit (hall, day);
CREATE INDEX service_turn_day ON service_turn (hall, day, window_no);
CREATE INDEX service_turn_open ON service_turn (hall, ticket) WHERE ended_ms IS NULL;
CREATE INDEX ticket_order ON ticket (hall, day, rank);
CREATE INDEX ticket_sequence ON ticket (hall, day, series, sequence);
CREATE INDEX ticket_queue ON ticket (hall, day, state, zone, rank);
CREATE INDEX ticket_window ON ticket (hall, window_no, day, called_at);
CREATE INDEX ticket_ended ON ticket (hall, day, ended_at);
CREATE INDEX ticket_number ON ticket (hall, day, number);
CREATE INDEX ticket_moved ON ticket (hall, moved_from, series) WHERE moved_from IS NOT NULL;
CREATE INDEX ticket_open ON ticket (hall, window_no) WHERE state IN ('called', 'serving');
CREATE INDEX training_of ON training_attendance (hall, staff);
COMMIT;
PRAGMA user_version = 117002773;
