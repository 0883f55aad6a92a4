PRAGMA application_id = 1363628594;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE derived (derivation INTEGER NOT NULL, weights TEXT, checked INTEGER NOT NULL DEFAULT 0, digest INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "derived" VALUES(1,'[0.1185,1.2429,2.0976,8.1146,6.5955,0.6323,3.2042,0.001,1.6954,0.2585,0.6193,1.487,0.0498,0.2746,1.6463,0.4533,1.9323,0.4478,0.0384,0.0467,0.2116]',61,3533210202970707310);
CREATE TABLE log (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      question TEXT NOT NULL,
      at INTEGER NOT NULL,
      offset INTEGER NOT NULL,
      grade INTEGER,
      right INTEGER,
      share REAL,
      milliseconds INTEGER,
      scheduler TEXT,
      reply TEXT,
      shown TEXT,
      note TEXT,
      undoes INTEGER,
      UNIQUE (question, at, kind)
    ) STRICT;
INSERT INTO "log" VALUES(1,'review','d/t/x#text',1795514400000000,180,3,1,1.0,1500,'fsrs-6 0.90','"volga"','{"deck":"d","topic":"Rivers","form":"text","stem":"Which river?","options":[],"answer":"Volga","facts":["x/flows-into/y"]}',NULL,NULL);
INSERT INTO "log" VALUES(2,'review','d/t/x#text',1795773600000000,180,3,1,1.0,1500,'fsrs-6 0.90','"volga"','{"deck":"d","topic":"Rivers","form":"text","stem":"Which river?","options":[],"answer":"Volga","facts":["x/flows-into/y"]}',NULL,NULL);
INSERT INTO "log" VALUES(3,'review','d/t/x#text',1797242400000000,180,1,0,0.0,1500,'fsrs-6 0.90','"volga"','{"deck":"d","topic":"Rivers","form":"text","stem":"Which river?","options":[],"answer":"Volga","facts":["x/flows-into/y"]}',NULL,NULL);
INSERT INTO "log" VALUES(4,'review','d/t/x#text',1797328800000000,180,3,1,1.0,1500,'fsrs-6 0.90','"volga"','{"deck":"d","topic":"Rivers","form":"text","stem":"Which river?","options":[],"answer":"Volga","facts":["x/flows-into/y"]}',NULL,NULL);
INSERT INTO "log" VALUES(5,'review','d/t/x#text',1797415200000000,180,4,1,1.0,1500,'fsrs-6 0.90','"volga"','{"deck":"d","topic":"Rivers","form":"text","stem":"Which river?","options":[],"answer":"Volga","facts":["x/flows-into/y"]}',NULL,NULL);
INSERT INTO "log" VALUES(6,'undo','d/t/x#text',1795514400000000,180,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1797415200000000);
INSERT INTO "log" VALUES(7,'suspend','d/t/y#card',1795514400000000,180,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "log" VALUES(8,'flag','d/t/x#text',1795514400000000,180,NULL,NULL,NULL,NULL,NULL,NULL,'{"stem":"Which river?"}','bad',NULL);
INSERT INTO "log" VALUES(9,'review','d/flows/neva#choice',1795514400000000,180,2,1,1.0,9258,'fsrs-6 0.90','0','{"deck":"d","topic":"Rivers","form":"choice","stem":"Where does the Neva flow?","options":["Gulf of Finland","Lake Ladoga","White Sea"],"answer":"Gulf of Finland","facts":["neva/flows-into/gulf-of-finland"]}',NULL,NULL);
INSERT INTO "log" VALUES(10,'review','d/flows/neva#choice',1795515305000000,180,4,1,1.0,16374,'fsrs-6 0.90','0','{"deck":"d","topic":"Rivers","form":"choice","stem":"Where does the Neva flow?","options":["Gulf of Finland","Lake Ladoga","White Sea"],"answer":"Gulf of Finland","facts":["neva/flows-into/gulf-of-finland"]}',NULL,NULL);
INSERT INTO "log" VALUES(11,'review','d/flows/irtysh#text',1795600860001234,300,3,1,1.0,3975,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(12,'review','d/flows/neva#choice',1795687200000000,180,4,1,1.0,15080,'fsrs-6 0.90','0','{"deck":"d","topic":"Rivers","form":"choice","stem":"Where does the Neva flow?","options":["Gulf of Finland","Lake Ladoga","White Sea"],"answer":"Gulf of Finland","facts":["neva/flows-into/gulf-of-finland"]}',NULL,NULL);
INSERT INTO "log" VALUES(13,'review','d/flows/ural#cloze',1795687320002468,180,2,1,1.0,23701,'fsrs-6 0.90','"Caspian Sea"','{"deck":"d","topic":"Rivers","form":"cloze","stem":"Where does the Ural flow?","options":[],"answer":"Caspian Sea","facts":["ural/flows-into/caspian-sea"]}',NULL,NULL);
INSERT INTO "log" VALUES(14,'review','d/flows/ural#cloze',1795688225002468,180,3,1,1.0,20270,'fsrs-6 0.90','"Caspian Sea"','{"deck":"d","topic":"Rivers","form":"cloze","stem":"Where does the Ural flow?","options":[],"answer":"Caspian Sea","facts":["ural/flows-into/caspian-sea"]}',NULL,NULL);
INSERT INTO "log" VALUES(15,'review','d/flows/irtysh#text',1795773660001234,300,1,0,0.0,11301,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(16,'review','d/flows/irtysh#text',1795774265001234,300,2,1,1.0,22184,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(17,'review','d/flows/irtysh#text',1795775170001234,300,4,1,1.0,23394,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(18,'review','d/flows/ural#cloze',1795773720002468,180,4,1,1.0,24684,'fsrs-6 0.90','"Caspian Sea"','{"deck":"d","topic":"Rivers","form":"cloze","stem":"Where does the Ural flow?","options":[],"answer":"Caspian Sea","facts":["ural/flows-into/caspian-sea"]}',NULL,NULL);
INSERT INTO "log" VALUES(19,'review','d/flows/ishim#card',1795773780003702,300,3,1,1.0,15248,'fsrs-6 0.85','"Irtysh"','{"deck":"d","topic":"Rivers","form":"card","stem":"Where does the Ishim flow?","options":[],"answer":"Irtysh","facts":["ishim/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(20,'review','d/flows/irtysh#text',1795860060001234,300,1,0,0.0,19016,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(21,'review','d/flows/irtysh#text',1795860665001234,300,3,1,1.0,23078,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(22,'review','d/flows/tobol#text',1795860240004936,180,4,1,1.0,10395,'fsrs-6 0.90','"Irtysh"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(23,'review','d/flows/irtysh#text',1795946460001234,300,1,0,0.0,14537,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(24,'review','d/flows/irtysh#text',1795947065001234,300,1,0,0.0,19133,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(25,'review','d/flows/irtysh#text',1795947670001234,300,1,0,0.0,4176,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(26,'review','d/flows/irtysh#text',1795948275001234,300,3,1,1.0,4861,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(27,'review','d/flows/irtysh#text',1796032860001234,300,1,0,0.0,24541,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(28,'review','d/flows/irtysh#text',1796033465001234,300,1,0,0.0,17310,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(29,'review','d/flows/irtysh#text',1796034070001234,300,1,0,0.0,14731,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(30,'review','d/flows/irtysh#text',1796034675001234,300,3,1,1.0,10840,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(31,'review','d/flows/irtysh#text',1796119260001234,300,4,1,1.0,17457,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(32,'review','d/flows/irtysh#text',1796205660001234,300,2,1,1.0,16636,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(33,'review','d/flows/ural#cloze',1796205720002468,180,4,1,1.0,14476,'fsrs-6 0.90','"Caspian Sea"','{"deck":"d","topic":"Rivers","form":"cloze","stem":"Where does the Ural flow?","options":[],"answer":"Caspian Sea","facts":["ural/flows-into/caspian-sea"]}',NULL,NULL);
INSERT INTO "log" VALUES(34,'review','d/flows/ishim#card',1796205780003702,300,3,1,1.0,18883,'fsrs-6 0.85','"Irtysh"','{"deck":"d","topic":"Rivers","form":"card","stem":"Where does the Ishim flow?","options":[],"answer":"Irtysh","facts":["ishim/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(35,'review','d/flows/irtysh#text',1796292060001234,300,1,0,0.0,23001,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(36,'review','d/flows/irtysh#text',1796292665001234,300,1,0,0.0,3733,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(37,'review','d/flows/irtysh#text',1796293270001234,300,2,1,1.0,6264,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(38,'review','d/flows/irtysh#text',1796294175001234,300,4,1,1.0,13041,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(39,'review','d/flows/irtysh#text',1796378460001234,300,2,1,1.0,16278,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(40,'review','d/flows/irtysh#text',1796464860001234,300,4,1,1.0,22106,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(41,'review','d/flows/irtysh#text',1796551260001234,300,3,1,1.0,1303,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(42,'review','d/flows/tobol#text',1796637840004936,180,1,0,0.0,18582,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(43,'review','d/flows/tobol#text',1796638445004936,180,1,0,0.0,18867,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(44,'review','d/flows/tobol#text',1796639050004936,180,3,1,1.0,19833,'fsrs-6 0.90','"Irtysh"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(45,'review','d/flows/irtysh#text',1796724060001234,300,3,1,1.0,22501,'fsrs-6 0.90','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
INSERT INTO "log" VALUES(46,'review','d/flows/tobol#text',1796724240004936,180,2,1,1.0,13472,'fsrs-6 0.90','"Irtysh"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(47,'review','d/flows/tobol#text',1796810640004936,180,1,0,0.0,17693,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(48,'review','d/flows/tobol#text',1796811245004936,180,1,0,0.0,17896,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(49,'review','d/flows/tobol#text',1796811850004936,180,1,0,0.0,7633,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(50,'review','d/flows/tobol#text',1796812455004936,180,2,1,1.0,16664,'fsrs-6 0.90','"Irtysh"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(51,'review','d/flows/tobol#text',1796813360004936,180,1,0,0.0,19577,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(52,'review','d/flows/tobol#text',1796813965004936,180,4,1,1.0,16790,'fsrs-6 0.90','"Irtysh"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(53,'review','d/flows/tobol#text',1796897040004936,180,1,0,0.0,14479,'fsrs-6 0.90','"?"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(54,'review','d/flows/tobol#text',1796897645004936,180,3,1,1.0,15912,'fsrs-6 0.90','"Irtysh"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(55,'review','d/flows/neva#choice',1796983200000000,180,3,1,1.0,21719,'fsrs-6 0.90','0','{"deck":"d","topic":"Rivers","form":"choice","stem":"Where does the Neva flow?","options":["Gulf of Finland","Lake Ladoga","White Sea"],"answer":"Gulf of Finland","facts":["neva/flows-into/gulf-of-finland"]}',NULL,NULL);
INSERT INTO "log" VALUES(56,'review','d/flows/tobol#text',1796983440004936,180,3,1,1.0,3901,'fsrs-6 0.90','"Irtysh"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Tobol flow?","options":[],"answer":"Irtysh","facts":["tobol/flows-into/irtysh"]}',NULL,NULL);
INSERT INTO "log" VALUES(57,'undo','d/flows/tobol#text',1796983449004936,180,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1796983440004936);
INSERT INTO "log" VALUES(58,'suspend','d/flows/ishim#card',1797069600000000,180,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "log" VALUES(59,'resume','d/flows/ishim#card',1797156000000000,180,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "log" VALUES(60,'weights','',1797242400000000,180,NULL,NULL,NULL,NULL,NULL,NULL,'[0.1185,1.2429,2.0976,8.1146,6.5955,0.6323,3.2042,0.001,1.6954,0.2585,0.6193,1.487,0.0498,0.2746,1.6463,0.4533,1.9323,0.4478,0.0384,0.0467,0.2116]',NULL,NULL);
INSERT INTO "log" VALUES(61,'review','d/flows/irtysh#text',1797328800000000,300,3,1,1.0,22501,'fsrs-6 0.90 911657','"Ob"','{"deck":"d","topic":"Rivers","form":"text","stem":"Where does the Irtysh flow?","options":[],"answer":"Ob","facts":["irtysh/flows-into/ob"]}',NULL,NULL);
CREATE TABLE memory (
      question TEXT PRIMARY KEY,
      stability REAL NOT NULL,
      difficulty REAL NOT NULL,
      learning INTEGER NOT NULL,
      first INTEGER NOT NULL,
      day INTEGER NOT NULL,
      at INTEGER NOT NULL,
      due INTEGER NOT NULL,
      again INTEGER NOT NULL,
      repetitions INTEGER NOT NULL,
      lapses INTEGER NOT NULL,
      answer TEXT NOT NULL,
      decks TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO "memory" VALUES('d/flows/irtysh#text',3.21288122950110244246e+00,9.92197688332376692699e+00,0,739945,739965,1797328800000000,739969,0,25,5,'Ob','d');
INSERT INTO "memory" VALUES('d/flows/ishim#card',9.77767127618691134216e+00,4.05070069309619729125e+00,0,739947,739952,1796205780003702,739967,0,2,0,'Irtysh','d');
INSERT INTO "memory" VALUES('d/flows/neva#choice',3.26029040927890818575e+01,2.11133860091249658808e+00,0,739944,739961,1796983200000000,739995,0,4,0,'Gulf of Finland','d');
INSERT INTO "memory" VALUES('d/flows/tobol#text',4.59820427091438208022e-02,9.97296175583130661834e+00,0,739948,739960,1796897645004936,739961,0,13,3,'Irtysh','d');
INSERT INTO "memory" VALUES('d/flows/ural#cloze',1.99282183397654044654e+01,2.10374295205640615691e+00,0,739946,739952,1796205720002468,739969,0,4,0,'Caspian Sea','d');
INSERT INTO "memory" VALUES('d/t/x#text',2.40651985776961963026e+00,8.27216043653076,0,739944,739965,1797328800000000,739967,0,4,1,'Volga','d');
CREATE TABLE unsound (id INTEGER PRIMARY KEY, reason TEXT NOT NULL) STRICT;
CREATE INDEX log_undone ON log (question, undoes) WHERE undoes IS NOT NULL;
CREATE INDEX log_kind ON log (kind) WHERE kind <> 'review';
CREATE TRIGGER log_stays BEFORE UPDATE ON log
      BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_keeps BEFORE DELETE ON log
      BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
COMMIT;
