import Input
import Settings
import Testing

@Suite("Configuration changes")
struct ConfigurationChangeTests {
    @Test("equal configurations have no changes")
    func same() {
        let change = Configuration().changes(since: Configuration())
        #expect(change.added.isEmpty && change.removed.isEmpty && change.changed.isEmpty && change.settings.isEmpty)
    }

    @Test("configuration changes list added, removed and changed sources and the names of changed settings")
    func changes() {
        var (old, new) = (Configuration(), Configuration())
        let defaultSources = old.sources
        old.sources = [SourceSettings(from: "/a"), SourceSettings(from: "/b"), SourceSettings(from: "/c")]
        var changed = old.sources[1]
        changed.interval = 60
        new.sources = [SourceSettings(from: "/d"), changed, old.sources[0]]
        new.keep = 3600
        new.polling.connections = 7
        new.replication.address = try? EngineAddress.parse("clickhouse://host/a")
        let change = new.changes(since: old)
        #expect(change.added == [SourceSettings(from: "/d")])
        #expect(change.removed == [SourceSettings(from: "/c")])
        #expect(change.changed == [changed])
        #expect(
            change.settings == ["[archive] keep", "[replicate] address", "[polling] connections (after a restart)"]
        )
        #expect(Configuration().changes(since: old).added == defaultSources)
    }
}
