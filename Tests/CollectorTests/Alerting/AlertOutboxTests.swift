import Alerts
import Input
import Settings
import Testing

@testable import Collector

@Suite("Outbox for alerts")
struct AlertOutboxTests {
    private func destination(_ text: String, _ format: WebhookFormat = .json) -> AlertOutbox.Destination {
        AlertOutbox.Destination(address: .address(Secret(text)), format: format)
    }

    @Test("alerts waiting for the same webhook and format are merged into one message, in order")
    func merging() throws {
        var outbox = AlertOutbox(limit: 100)
        let order = [("a", 1), ("b", 2), ("a", 3), ("a", 4), ("b", 5)]
        for (address, number) in order {
            _ = outbox.add(try AlertSamples.alert(number, "Mint"), to: destination(address))
        }
        _ = outbox.add(try AlertSamples.alert(6, "Mint"), to: destination("a", .slack))
        var sent: [[Int]] = []
        while let next = outbox.next() { sent.append(next.message.alerts.map(\.number)) }
        #expect(sent == [[1, 3, 4], [2, 5], [6]])
    }

    @Test("the alert outbox releases one message at a time per webhook, without delaying other webhooks")
    func busy() throws {
        var outbox = AlertOutbox(limit: 100)
        func add(_ number: Int, _ address: String) throws {
            _ = outbox.add(try AlertSamples.alert(number, "Mint"), to: destination(address))
        }
        func next() -> [Int]? { outbox.next()?.message.alerts.map(\.number) }
        try add(1, "slow")
        #expect(next() == [1])
        try add(2, "slow")
        try add(3, "fast")
        try add(4, "slow")
        #expect(next() == [3])
        #expect(next() == nil)
        outbox.finish(destination("slow"))
        #expect(next() == [2, 4])
    }

    @Test("a full alert outbox rejects new alerts until a waiting alert is removed")
    func limit() throws {
        var outbox = AlertOutbox(limit: 2)
        let accepted = try (1...3).map { outbox.add(try AlertSamples.alert($0, "Mint"), to: destination("\($0)")) }
        #expect(accepted == [true, true, false])
        _ = outbox.next()
        let isAccepted = outbox.add(try AlertSamples.alert(4, "Mint"), to: destination("4"))
        #expect(isAccepted)
    }
}
