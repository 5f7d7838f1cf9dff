-- Rows for the example queries in docs/engine.md and the Grafana dashboard: two charts, two apps, now and in March 2026.
INSERT INTO launchtop.charts (chart, store, storefront, kind, genre, edition) VALUES
    ('appstore:us/top-free', 'appstore', 'us', 'top-free', '', 'all'),
    ('appstore:de/top-free', 'appstore', 'de', 'top-free', '', 'all');
INSERT INTO launchtop.rankings (chart, app, at, rank, collector, batch) VALUES
    ('appstore:us/top-free', '1559935726', toDateTime('2026-03-01 10:00:00', 'UTC'), 1, 7, 1),
    ('appstore:us/top-free', '6448311069', toDateTime('2026-03-01 10:00:00', 'UTC'), 2, 7, 1);
INSERT INTO launchtop.rankings (chart, app, at, rank, collector, batch) VALUES
    ('appstore:us/top-free', '6448311069', toStartOfDay(now()) - 3600, 1, 7, 2),
    ('appstore:us/top-free', '1559935726', toStartOfDay(now()) - 3600, 2, 7, 2),
    ('appstore:us/top-free', '1559935726', toStartOfDay(now()) - 3600, 2, 7, 2),
    ('appstore:de/top-free', '1559935726', toStartOfDay(now()) - 3600, 3, 7, 2);
INSERT INTO launchtop.snapshots (chart, at, since, partial, entries, leader, collector, batch) VALUES
    ('appstore:us/top-free', toDateTime('2026-03-01 10:00:00', 'UTC'), toDateTime('2026-03-01 10:00:00', 'UTC'), 0, 2, '1559935726', 7, 1),
    ('appstore:us/top-free', toDateTime('2026-03-01 11:00:00', 'UTC'), toDateTime('2026-03-01 10:00:00', 'UTC'), 0, 2, '1559935726', 7, 1);
INSERT INTO launchtop.snapshots (chart, at, since, partial, entries, leader, collector, batch) VALUES
    ('appstore:us/top-free', toStartOfDay(now()) - 3600, toStartOfDay(now()) - 3600, 0, 2, '6448311069', 7, 2),
    ('appstore:de/top-free', toStartOfDay(now()) - 3600, toStartOfDay(now()) - 3600, 1, 1, '', 7, 2);
INSERT INTO launchtop.apps (app, store, storefront, since, name, developer, seen, returned, removed, collector, batch) VALUES
    ('1559935726', 'appstore', 'us', toStartOfDay(now()) - 7200, 'First name', NULL, toStartOfDay(now()) - 3600, NULL, 0, 7, 1),
    ('1559935726', 'appstore', 'us', toStartOfDay(now()) - 3600, 'Second name', 'Studio', now(), NULL, 0, 7, 2),
    ('6448311069', 'appstore', 'us', toStartOfDay(now()) - 3600, 'Other', NULL, now(), NULL, 0, 7, 2);
INSERT INTO launchtop.counts (app, store, metric, stores, storefronts, kind, source, first, last, days, value, number, collector, batch) VALUES
    ('1559935726', 'appstore', 'downloads', 'appstore', 'us', 'exact', 'report', '2026-03-01', '2026-03-01', '2026-03-01', 40, 1, 7, 1),
    ('1559935726', 'appstore', 'downloads', 'appstore', 'us', 'exact', 'report', '2026-03-01', '2026-03-01', '2026-03-01', 41, 2, 7, 2),
    ('1559935726', 'appstore', 'downloads', 'appstore', 'de', 'exact', 'report', '2026-03-01', '2026-03-01', '2026-03-01', 9, 1, 7, 1);
INSERT INTO launchtop.batches (collector, batch, host, charts, first, last, points, facts) VALUES
    (7, 1, 'host', ['appstore:us/top-free'], toStartOfDay(now()) - 3600, toStartOfDay(now()) - 3600, 2, 0);
