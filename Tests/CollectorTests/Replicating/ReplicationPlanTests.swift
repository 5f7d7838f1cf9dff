import ClickHouse
import TestSupport
import Testing

@testable import Collector

@Suite("The plan of a replication")
struct ReplicationPlanTests {
    private typealias Action = ReplicationPlan.Action
    private typealias Outcome = ReplicationPlan.Outcome

    private static let unreachable = EngineError(.unreachable, "clickhouse://host", "connection refused")
    private static let denied = EngineError(.denied, "clickhouse://host", "wrong password")

    /// Returns the actions of a plan, given the outcome of each of them. A wait passes its time.
    private func actions(_ outcomes: [Outcome], of plan: inout ReplicationPlan, from start: Int64 = 100) -> [Action] {
        var (actions, now) = ([Action](), start)
        var generator = SeededGenerator(seed: 1)
        var outcomes = outcomes[...]
        while true {
            let action = plan.action(at: now)
            actions.append(action)
            if case .wait(let seconds) = action {
                now += seconds
                if outcomes.isEmpty { return actions }
                continue
            }
            guard let outcome = outcomes.popFirst() else { return actions }
            plan.note(outcome, at: now, using: &generator)
        }
    }

    @Test("a plan connects, sends one batch after another, and waits when nothing is left")
    func plain() {
        var plan = ReplicationPlan()
        let outcomes: [Outcome] = [
            .connected(newest: 0, sent: 0), .began(5), .sent, .finished, .began(6), .sent, .finished, .began(nil),
        ]
        #expect(
            actions(outcomes, of: &plan) == [
                .connect, .begin, .send(batch: 5), .finish(batch: 5), .begin, .send(batch: 6), .finish(batch: 6),
                .begin,
                .waitForData,
            ]
        )
    }

    @Test("while there is nothing to send, a plan waits until the archive has been written")
    func written() {
        var plan = ReplicationPlan()
        let outcomes: [Outcome] = [.connected(newest: 0, sent: 0), .began(nil), .written, .began(nil)]
        #expect(actions(outcomes, of: &plan) == [.connect, .begin, .waitForData, .begin, .waitForData])
    }

    @Test("after a failed insertion, the same batch is sent again once the engine is back")
    func retry() {
        var plan = ReplicationPlan()
        let outcomes: [Outcome] = [
            .connected(newest: 0, sent: 0), .began(5), .failed(Self.unreachable), .failed(Self.unreachable),
            .connected(newest: 4, sent: 4), .began(5), .sent, .finished,
        ]
        let all = actions(outcomes, of: &plan)
        let rest = all.filter { if case .wait = $0 { false } else { true } }
        #expect(
            rest == [
                .connect, .begin, .send(batch: 5), .connect, .connect, .begin, .send(batch: 5), .finish(batch: 5),
                .begin,
            ]
        )
    }

    @Test("an engine that lost everything gets everything again")
    func lost() {
        var plan = ReplicationPlan()
        let outcomes: [Outcome] = [.connected(newest: 0, sent: 9), .markedAll, .began(10), .sent]
        #expect(
            actions(outcomes, of: &plan) == [.connect, .resendAll, .begin, .send(batch: 10), .finish(batch: 10)]
        )
    }

    @Test("the number of new batches follows the newest batch of the engine")
    func newest() {
        var plan = ReplicationPlan()
        _ = actions([.connected(newest: 70, sent: 60)], of: &plan)
        #expect(plan.newestBatch == 70)
    }

    @Test("waits double up to a minute, and problems that need the user are retried every five minutes")
    func backOff() {
        var plan = ReplicationPlan()
        var waits: [Int64] = []
        var generator = SeededGenerator(seed: 3)
        for now in stride(from: Int64(1000), to: 20_000, by: 1000) {
            plan.note(.failed(Self.unreachable), at: now, using: &generator)
            guard case .wait(let seconds) = plan.action(at: now) else { continue }
            waits.append(seconds)
        }
        for (index, wait) in waits.enumerated() {
            let ceiling = min(60, Int64(1) << Int64(min(index + 1, 10)))
            #expect((ceiling / 2...ceiling).contains(wait), "wait \(index)")
        }
        #expect(waits.count == 19)
        plan.note(.failed(Self.denied), at: 0, using: &generator)
        #expect(plan.action(at: 0) == .wait(300))
        #expect(plan.action(at: 300) == .connect)
    }

    @Test("if the archive can't record a batch as sent, the batch is sent again")
    func archive() {
        var plan = ReplicationPlan()
        let outcomes: [Outcome] = [
            .connected(newest: 0, sent: 0), .began(5), .sent, .archiveFailed, .began(5), .sent, .finished,
        ]
        let rest = actions(outcomes, of: &plan).filter { if case .wait = $0 { false } else { true } }
        #expect(
            rest == [
                .connect, .begin, .send(batch: 5), .finish(batch: 5), .begin, .send(batch: 5), .finish(batch: 5),
                .begin,
            ]
        )
    }
}
