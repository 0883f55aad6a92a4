PRAGMA application_id = 1363628594;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE derived (derivation INTEGER NOT NULL) STRICT;
INSERT INTO "derived" VALUES(1);
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
INSERT INTO "memory" VALUES('d/t/x#text',3.79363617342369119356e+00,7.38007426350719,0,739944,739965,1797328800000000,739969,0,4,1,'Volga','d');
CREATE INDEX log_undone ON log (question, undoes) WHERE undoes IS NOT NULL;
CREATE INDEX log_kind ON log (kind) WHERE kind <> 'review';
CREATE TRIGGER log_stays BEFORE UPDATE ON log
      BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_keeps BEFORE DELETE ON log
      BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
COMMIT;
