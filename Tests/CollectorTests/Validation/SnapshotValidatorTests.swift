import Collector
import Formats
import Market
import TestSupport
import Testing

/// Tests with snapshots that are named by letters. Snapshots with different letters share no apps.
@Suite("Snapshot validation")
struct SnapshotValidatorTests {
    private func snapshot(
        _ letter: String,
        at time: String,
        count: Int = 12,
        updated: String? = nil,
        quarantineReason: String? = nil
    ) -> DecodedChart {
        var snapshot = Fixtures.snapshot((1...count).map { "\(letter)\($0)" }, at: "2026-03-01T\(time):00Z")
        for index in snapshot.entries.indices { snapshot.entries[index].name = "\(letter)-\(index) name" }
        snapshot.feedUpdated = updated.map { Fixtures.time("2026-03-01T\($0):00Z") }
        return DecodedChart(snapshot, quarantineReason: quarantineReason)
    }

    /// Validates snapshots, and returns the results as text. For each snapshot, it has the number of accepted
    /// snapshots, or `x` if the snapshot was quarantined, and then `!` if an earlier snapshot was rejected.
    private func validate(_ snapshots: [DecodedChart]) -> String {
        var validator = SnapshotValidator()
        return snapshots.map { snapshot in
            let result = validator.validate(snapshot)
            return (result.quarantineReason == nil ? "\(result.accepted.count)" : "x")
                + (result.rejected == nil ? "" : "!")
        }
        .joined()
    }

    @Test("a very different snapshot within two hours is quarantined until the next snapshot agrees with it")
    func replaced() {
        #expect(
            validate([snapshot("a", at: "10:00"), snapshot("b", at: "10:15"), snapshot("b", at: "10:30")]) == "1x2"
        )
        #expect(
            validate([snapshot("a", at: "10:00"), snapshot("b", at: "10:15"), snapshot("a", at: "10:30")]) == "1x1!"
        )
        #expect(
            validate([snapshot("a", at: "10:00"), snapshot("b", at: "10:15"), snapshot("c", at: "10:30")]) == "1xx!"
        )
        #expect(validate([snapshot("a", at: "10:00"), snapshot("b", at: "12:01")]) == "11")
    }

    @Test("a wrong first snapshot is superseded when two later snapshots agree")
    func wrongFirst() {
        let snapshots = [("x", "10:00"), ("a", "10:15"), ("a", "10:30"), ("a", "10:45")].map { snapshot($0, at: $1) }
        #expect(validate(snapshots) == "1x21")
    }

    @Test("a snapshot with an error in its document is quarantined, and accepted when the next one agrees")
    func documentProblem() {
        #expect(
            validate([snapshot("a", at: "10:00", quarantineReason: "duplicate id"), snapshot("a", at: "10:15")]) == "x2"
        )
        let both = ["10:00", "10:15"].map { snapshot("a", at: $0, quarantineReason: "duplicate id") }
        #expect(validate(both) == "x2")
    }

    @Test("after a quarantined snapshot is confirmed, later snapshots like it are accepted")
    func confirmed() {
        let times = ["10:00", "10:15", "10:30", "10:45"]
        #expect(validate(times.map { snapshot("a", at: $0, quarantineReason: "duplicate id") }) == "x211")
        #expect(
            validate(
                times.map { snapshot("a", at: $0, quarantineReason: "duplicate id") } + [
                    snapshot("b", at: "11:00", quarantineReason: "x")
                ]
            ) == "x211x"
        )
    }

    @Test("a quarantined snapshot that is read again with the same time doesn't confirm itself")
    func readTwice() {
        let snapshots = ["10:00", "10:00", "10:15"].map { snapshot("a", at: $0, quarantineReason: "placeholders") }
        #expect(validate(snapshots) == "xx!2")
    }

    @Test("a late snapshot neither confirms nor rejects a newer quarantined snapshot")
    func lateOnes() {
        let snapshots = [
            snapshot("a", at: "10:00"), snapshot("b", at: "10:15"), snapshot("a", at: "09:50"),
            snapshot("b", at: "10:30"),
        ]
        #expect(validate(snapshots) == "1x12")
    }

    @Test("every validated snapshot is accepted, rejected, or still quarantined at the end")
    func accounted() {
        var validator = SnapshotValidator()
        let snapshots = ["abcab", "xxyzz", "aabba", "abab"].flatMap { letters in
            letters.enumerated().map { index, letter in
                snapshot(
                    String(letter),
                    at: "1\(index):\(index)0",
                    quarantineReason: letter == "a" ? nil : "placeholders"
                )
            }
        }
        var (accepted, rejected) = (0, 0)
        for snapshot in snapshots {
            let result = validator.validate(snapshot)
            accepted += result.accepted.count
            rejected += result.rejected == nil ? 0 : 1
        }
        #expect(accepted + rejected + validator.quarantinedCount == snapshots.count)
    }

    @Test("two different snapshots of a chart with the same time are reported as a conflict")
    func conflict() {
        var validator = SnapshotValidator()
        let snapshots = [snapshot("a", at: "10:00"), snapshot("a", at: "10:00"), snapshot("a", at: "10:00", count: 11)]
        #expect(snapshots.map { validator.validate($0).isConflict } == [false, false, true])
    }

    @Test("a snapshot of placeholder entries is quarantined")
    func placeholders() {
        var sample = snapshot("s", at: "10:00")
        for index in sample.snapshot.entries.indices { sample.snapshot.entries[index].name = "Sample App \(index + 1)" }
        var validator = SnapshotValidator()
        #expect(validator.validate(sample).quarantineReason == "more than half of its apps are named \"Sample App\"")
        #expect(validator.quarantinedCount == 1)
    }

    @Test("a snapshot with an earlier \"updated\" time than the previous one is quarantined")
    func updatedGoesBack() {
        let snapshots = [("10:00", "09:30"), ("10:15", "09:10"), ("10:30", "10:20")].map {
            snapshot("a", at: $0, updated: $1)
        }
        var validator = SnapshotValidator()
        let results = snapshots.map { validator.validate($0) }
        #expect(
            results[1].quarantineReason
                == "its \"updated\" time went back from 2026-03-01T09:30:00Z to 2026-03-01T09:10:00Z"
        )
        #expect(results[2].quarantineReason == nil)
    }

    @Test("a snapshot with fewer entries than the previous one is accepted with a note")
    func shorter() {
        var validator = SnapshotValidator()
        _ = validator.validate(snapshot("a", at: "10:00", count: 100))
        #expect(
            validator.validate(snapshot("a", at: "10:15", count: 99)).note
                == "only 99 entries; the last snapshot had 100"
        )
    }

    @Test("a late snapshot is accepted even if it differs from a newer one")
    func late() {
        #expect(
            validate([snapshot("a", at: "10:00"), snapshot("b", at: "09:50"), snapshot("a", at: "10:15")]) == "111"
        )
    }

    @Test("snapshots with fewer than 10 entries aren't compared with each other")
    func short() {
        #expect(validate([snapshot("a", at: "10:00", count: 9), snapshot("b", at: "10:15", count: 9)]) == "11")
    }

    @Test("a feed is frozen if its \"updated\" time is more than 48 hours old")
    func frozen() {
        let now = Fixtures.time("2026-03-10")
        #expect(SnapshotValidator.frozenSince(Fixtures.time("2026-03-08"), at: now) == nil)
        #expect(SnapshotValidator.frozenSince(Fixtures.time("2026-03-07T23:59:59Z"), at: now) != nil)
        #expect(SnapshotValidator.frozenSince(nil, at: now) == nil)
    }
}
