import Alerts
import Foundation
import Settings
import Synchronization
import Transport

/// A type that sends alerts to commands and webhooks from two bounded queues, in order. Commands run one at a time;
/// each webhook gets one message at a time.
final class AlertDispatcher: Sendable {
    /// A function that records the outcome of sending the alerts with the given numbers to a destination.
    typealias Note = @Sendable (AlertDelivery.Outcome, _ destination: String, _ numbers: Set<Int>) async -> Void

    /// Maximum number of alerts in each of the two queues.
    static let queueLimit = 100
    /// The time to wait for more alerts before sending a message to a webhook. The charts of a poll arrive one by one.
    static let gatheringTime = Duration.seconds(2)

    private struct Command: Sendable {
        var settings: AlertSettings
        var alert: Alert
    }

    private let log: EventLog
    private let commands: (stream: AsyncStream<Command>, queue: AsyncStream<Command>.Continuation)
    private let outbox = Mutex(AlertOutbox(limit: AlertDispatcher.queueLimit))
    /// The senders for webhooks, each with its own rate limit. Only the task that sends to a webhook uses its sender.
    private let senders = Mutex<[AlertOutbox.Destination: WebhookSender<ContinuousClock>]>([:])
    private let transport = AlertWebhook.transport
    /// A stream that signals that a message can be sent.
    private let signal: (stream: AsyncStream<Void>, queue: AsyncStream<Void>.Continuation)

    init(log: EventLog) {
        self.log = log
        let commands = AsyncStream.makeStream(of: Command.self, bufferingPolicy: .bufferingOldest(Self.queueLimit))
        self.commands = (commands.stream, commands.continuation)
        let signal = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.signal = (signal.stream, signal.continuation)
    }

    /// Adds an alert to the queues selected in its settings, without blocking.
    ///
    /// - Returns: The destinations that the alert can't be sent to because their queue is full, each with an error
    ///   message.
    func enqueue(_ alert: Alert, with settings: AlertSettings) -> [(destination: String, reason: String)] {
        var dropped: [(String, String)] = []
        let reason = "the queue is full (\(Self.queueLimit) alerts)"
        if let destination = settings.commandLabel,
            case .dropped = commands.queue.yield(Command(settings: settings, alert: alert))
        {
            log.write("problem", "alert \"\(alert.title)\" not sent to \(destination): \(reason)")
            dropped.append((destination, reason))
        }
        if let address = settings.webhook, let destination = settings.webhookLabel {
            let isQueued = outbox.withLock {
                $0.add(alert, to: AlertOutbox.Destination(address: address, format: settings.format))
            }
            if !isQueued {
                log.write("problem", "alert \"\(alert.title)\" not sent to \(destination): \(reason)")
                dropped.append((destination, reason))
            }
            signal.queue.yield()
        }
        return dropped
    }

    /// Sends alerts until the task is canceled.
    func run(noting note: @escaping Note) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.runCommands(note) }
            group.addTask { await self.sendMessages(note) }
        }
    }

    private func runCommands(_ note: Note) async {
        let runner = AlertCommandRunner()
        for await command in commands.stream {
            guard let destination = command.settings.commandLabel,
                let outcome = await runner.run(command.settings, for: command.alert)
            else { continue }
            if case .failed(let reason) = outcome {
                log.report("alert \(destination) \(reason)")
            } else {
                log.write("ran", command.settings.command.first?.text ?? "")
            }
            await note(outcome, destination, [command.alert.number])
        }
    }

    private func sendMessages(_ note: @escaping Note) async {
        await withDiscardingTaskGroup { group in
            for await _ in signal.stream {
                do { try await Task.sleep(for: Self.gatheringTime) } catch { return }
                while let (destination, message) = outbox.withLock({ $0.next() }) {
                    group.addTask {
                        await self.send(message, to: destination, note)
                        self.outbox.withLock { $0.finish(destination) }
                        self.signal.queue.yield()
                    }
                }
            }
        }
    }

    private func send(_ message: AlertMessage, to destination: AlertOutbox.Destination, _ note: Note) async {
        let webhook = AlertWebhook(destination.address, destination.format)
        var sender =
            senders.withLock { $0[destination] } ?? WebhookSender(transport: transport, clock: ContinuousClock())
        let outcome = await webhook.send(message) { request throws(FetchFailure) in
            try await sender.send(request.body, to: request.url)
        }
        senders.withLock { $0[destination] = sender }
        let numbers = Set(message.alerts.map(\.number))
        switch outcome {
        case nil: return
        case .sent(let attempts):
            let attempt = attempts > 1 ? " (attempt \(attempts))" : ""
            log.write("sent", "alert \"\(message.title)\" to \(webhook.label)\(attempt)")
            await note(.sent, webhook.label, numbers)
        case .failed(let reason):
            log.report("alert \"\(message.title)\" not sent to \(webhook.label): \(reason)")
            await note(.failed(reason), webhook.label, numbers)
        }
    }
}
